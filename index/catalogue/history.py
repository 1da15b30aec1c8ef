"""What an article said at which time: its versions, when one was corrected, and what changed from one to another."""

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
    """A version, and when it stood; `until` is None while it stands."""

    version: int
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed from version `before` to version `after` of an article, which stands since `since`."""

    article_id: str
    before: int
    after: int
    since: datetime
    title: tuple[Run, ...]
    text: tuple[Run, ...]


def history(view: View, article_id: str) -> list[Validity]:
    """The versions of an article, the first of them first; none of one that is not there."""
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
    """What changed between two versions: without numbers, from the one before the present to the present.

    Raises:
        NotFoundError: there is no such article, or it has no such version, or none before that.
    """
    new = view.article(article_id, after)
    standing = {one.version: one.since for one in history(view, article_id)}
    order = list(standing)  # an older version that came in late has a higher number
    earlier = order[: order.index(new.version)]
    if before is None and not earlier:
        raise NotFoundError(f"{article_id!r} has no version before {new.version}: nothing has changed")
    old = view.article(article_id, before if before is not None else earlier[-1])
    title, text = changes(old.title, new.title), changes(old.text, new.text)
    return Changed(article_id, old.version, new.version, standing[new.version], title, text)


def corrections(view: View, cited: Iterable[Key]) -> dict[Key, datetime]:
    """Since when each of these versions reads as it does, of those whose article read otherwise before.

    A version that differs in other things (its address, its authors) has corrected nothing.
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
    found: dict[Key, datetime] = {}
    for article_id, versions in groupby(rows, lambda row: str(row["article_id"])):
        words, since, corrected = None, 0, False
        for row in versions:
            if words != (row["title"], row["text"]):
                corrected = words is not None
                words, since = (row["title"], row["text"]), row["live_from"]
            if corrected:
                found[article_id, row["version"]] = from_micros(since)
    return {key: found[key] for key in wanted if key in found}
