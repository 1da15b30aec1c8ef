"""History of an article: its versions, corrections, and the changes between versions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from index.catalogue.changes import Run, changes
from index.catalogue.view import View
from index.dedup.reprints import Key
from index.errors import NotFoundError
from index.text.dates import from_micros


@dataclass(frozen=True, slots=True)
class Validity:
    """A version, and when it was valid; `until` is None for the current version."""

    version: int
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Changed:
    """The changes from version `before` to version `after` of an article; `after` is valid since `since`."""

    article_id: str
    before: int
    after: int
    since: datetime
    title: tuple[Run, ...]
    text: tuple[Run, ...]


def history(view: View, article_id: str) -> list[Validity]:
    """Return the versions of an article, oldest first; an empty list if there is no such article."""
    rows = view.rows(
        "SELECT version, live_from, live_until FROM versions WHERE article_id = ? AND state = 'live'"
        " ORDER BY live_from, version",
        (article_id,),
    )
    return [
        Validity(
            row["version"],
            from_micros(row["live_from"]),
            None if row["live_until"] is None else from_micros(row["live_until"]),
        )
        for row in rows
    ]


def changed(view: View, article_id: str, before: int | None = None, after: int | None = None) -> Changed:
    """Compare two versions of an article.

    Args:
        view: Catalogue snapshot.
        article_id: The article.
        before: Earlier version; by default the one before `after`.
        after: Later version; by default the current one.

    Raises:
        NotFoundError: There is no such article or version, or no version before `after`.
    """
    new = view.article(article_id, after)
    starts = {version.version: version.since for version in history(view, article_id)}
    order = list(starts)  # not by number: an older version that arrives late has a higher one
    earlier = order[: order.index(new.version)]
    if before is None and not earlier:
        raise NotFoundError(f"{article_id!r} has no version before {new.version}: nothing has changed")
    old = view.article(article_id, before if before is not None else earlier[-1])
    title, text = changes(old.title, new.title), changes(old.text, new.text)
    return Changed(article_id, old.version, new.version, starts[new.version], title, text)


def corrections(view: View, cited: Iterable[Key]) -> dict[Key, datetime]:
    """Return when each corrected version's title and text became valid.

    Args:
        view: Catalogue snapshot.
        cited: (article id, version) pairs.

    Returns:
        {pair: moment}, only for pairs whose article had another title or text before. A change of other fields (URL,
        authors) is no correction.
    """
    wanted = sorted(set(cited))
    if not wanted:
        return {}
    rows = view.rows(
        "SELECT v.article_id, v.version, v.live_from, v.title, t.text"
        " FROM versions v JOIN texts t ON t.version_id = v.id"
        " WHERE v.state = 'live' AND v.article_id IN (SELECT value FROM json_each(?)) AND EXISTS"
        " (SELECT 1 FROM versions o WHERE o.article_id = v.article_id AND o.id != v.id AND o.state = 'live')"
        " ORDER BY v.article_id, v.live_from, v.version",
        (json.dumps([article_id for article_id, _ in wanted]),),
    )
    moments: dict[Key, datetime] = {}
    for article_id, versions in groupby(rows, lambda row: str(row["article_id"])):
        words, since, corrected = None, 0, False
        for row in versions:
            if words != (row["title"], row["text"]):
                corrected = words is not None
                words, since = (row["title"], row["text"]), row["live_from"]
            if corrected:
                moments[article_id, row["version"]] = from_micros(since)
    return {key: moments[key] for key in wanted if key in moments}
