"""Tombstones: what remains of a removed article, enough to say that it existed."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from index.catalogue.view import View
from index.filters import Filter
from index.text.dates import from_micros, micros

MOST = 1_000
"""Tombstones that are read: the latest ones."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A removed article, and when it was removed."""

    article_id: str
    title: str
    source: str
    published: datetime | None
    removed: datetime

    def meets(self, filter: Filter) -> bool:
        """Return whether the article met a filter. Its language is unknown, so it meets no filter on languages."""
        sources = {source.casefold() for source in filter.sources}
        if filter.languages or (sources and self.source.casefold() not in sources):
            return False
        if filter.article_ids and self.article_id not in filter.article_ids:
            return False
        since, until = filter.since, filter.until
        if self.published is None:
            return not (since or until)
        return (not since or self.published >= since) and (not until or self.published <= until)


def take_out(connection: sqlite3.Connection, article_id: str) -> bool:
    """Hide an article in every version, and store its tombstone. Return whether the article existed."""
    connection.execute(
        "INSERT OR REPLACE INTO tombstones SELECT article_id, title, source, published, ? FROM versions"
        " WHERE article_id = ? AND state IN ('live', 'staged') ORDER BY version DESC LIMIT 1",
        (micros(datetime.now(UTC)), article_id),
    )
    return hide(connection, article_id)


def hide(connection: sqlite3.Connection, article_id: str) -> bool:
    """Hide an article in every version. Return whether it existed."""
    return bool(
        connection.execute(
            "UPDATE versions SET state = 'removing' WHERE article_id = ? AND state IN ('live', 'staged')", (article_id,)
        ).rowcount
    )


def tombstones(view: View) -> list[Tombstone]:
    """Return the articles that were removed and not added again, latest removal first."""
    rows = view.rows(
        "SELECT * FROM tombstones t WHERE NOT EXISTS"
        " (SELECT 1 FROM versions v WHERE v.article_id = t.article_id AND v.state IN ('live', 'staged'))"
        " ORDER BY removed_at DESC, article_id LIMIT ?",
        (MOST,),
    )
    return [
        Tombstone(
            row["article_id"],
            row["title"],
            row["source"],
            datetime.fromisoformat(row["published"]) if row["published"] else None,
            from_micros(row["removed_at"]),
        )
        for row in rows
    ]
