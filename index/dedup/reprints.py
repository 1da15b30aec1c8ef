"""Queries about reprints: where an article's text comes from, and who else published it, at a given moment."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.article import Passage
from index.dedup.agency import same_name
from index.filters import Filter, where
from index.text.dates import micros

Key = tuple[str, int]
"""An article's id and the number of its version."""


class View(Protocol):
    """What this module needs of a catalogue snapshot."""

    def rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Return the rows that a query finds."""
        ...

    def passages_of(self, article_id: str, version: int) -> list[Passage]:
        """Return the passages of one version, in the order of its text."""
        ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's text comes from.

    Attributes:
        cluster: Number that all copies of the text share; 0 if unknown.
        original: Id of the original article: the agency's own if the store has it, else the one published first.
        agency: Agency that the article, or else one of its copies, names as its origin; "" if none.
        outlets: Other publishers of the text.
    """

    cluster: int = 0
    original: str = ""
    agency: str = ""
    outlets: tuple[str, ...] = ()


UNKNOWN = Origin()


@dataclass(frozen=True, slots=True)
class _Member:
    """An article of a cluster, in its valid version."""

    article_id: str
    source: str
    agency: str


def origins(view: View, versions: Iterable[Key], filter: Filter) -> dict[Key, Origin]:
    """Return the origin of each version.

    Args:
        view: Catalogue snapshot.
        versions: (article id, version) pairs; unknown ones are left out of the result.
        filter: Its `as_of` excludes versions that were published or became valid later. Its other conditions are
            ignored.
    """
    rows = view.rows(
        "SELECT v.article_id, v.version, v.source_key, c.cluster, c.agency FROM json_each(?) j"
        " JOIN versions v ON v.article_id = json_extract(j.value, '$[0]') AND v.version = json_extract(j.value, '$[1]')"
        " JOIN clusters c ON c.version_id = v.id",
        (json.dumps(list(versions)),),
    )
    members = _members(view, {row["cluster"] for row in rows}, filter)
    return {
        (row["article_id"], row["version"]): _origin(
            row["cluster"], row["article_id"], row["source_key"], row["agency"], members[row["cluster"]]
        )
        for row in rows
    }


def passages_meeting(view: View, article_id: str, filter: Filter) -> list[Passage]:
    """Return the passages of the article's version that meets `filter`; an empty list if none does."""
    condition, values = where(filter)
    rows = view.rows(f"SELECT v.version FROM versions v WHERE v.article_id = ? AND {condition}", [article_id, *values])
    return view.passages_of(article_id, rows[0]["version"]) if rows else []


def unclustered(view: View) -> int:
    """Return the number of live versions without a cluster."""
    [row] = view.rows(
        "SELECT count(*) AS missing FROM versions v WHERE v.state = 'live'"
        " AND NOT EXISTS (SELECT 1 FROM clusters c WHERE c.version_id = v.id)"
    )
    return int(row["missing"])


def _members(view: View, clusters: Iterable[int], filter: Filter) -> dict[int, list[_Member]]:
    """Return {cluster: articles valid at the filter's moment}, earliest publication first, undated ones last."""
    condition, values = where(Filter(as_of=filter.as_of))
    if filter.as_of:
        condition += " AND (v.published_at IS NULL OR v.published_at <= ?)"
        values.append(micros(filter.as_of))
    rows = view.rows(
        "SELECT c.cluster, c.agency, v.article_id, v.source FROM clusters c JOIN versions v ON v.id = c.version_id"
        f" WHERE c.cluster IN (SELECT value FROM json_each(?)) AND {condition}"
        " ORDER BY v.published_at IS NULL, v.published_at, v.live_from, v.id",
        [json.dumps(sorted(clusters)), *values],
    )
    members: dict[int, list[_Member]] = defaultdict(list)
    for row in rows:
        members[row["cluster"]].append(_Member(row["article_id"], row["source"], row["agency"]))
    return members


def _origin(cluster: int, article_id: str, source_key: str, own_agency: str, members: list[_Member]) -> Origin:
    agency = own_agency or next((member.agency for member in members if member.agency), "")
    outlets: dict[str, str] = {}
    for member in members:
        if member.article_id != article_id and member.source.casefold() not in ("", source_key):
            outlets.setdefault(member.source.casefold(), member.source)
    by_agency = (member.article_id for member in members if agency and same_name(member.source, agency))
    original = next(by_agency, members[0].article_id if members else article_id)
    return Origin(cluster, original, agency, tuple(outlets.values()))
