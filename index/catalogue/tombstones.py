"""What is left of an article that was removed: enough to say that there was one."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from index.catalogue.view import View
from index.filters import Filter
from index.text.dates import from_micros, micros

MOST = 1_000
"""Removed articles that are looked through: the last of them."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that was removed, and when."""

    article_id: str
    title: str
    source: str
    published: datetime | None
    removed: datetime

    def meets(self, filter: Filter) -> bool:
        """Whether it was such an article. Of its language nothing is known: it meets no filter that asks for one."""
        known = {one.casefold() for one in filter.sources}
        if filter.languages or (known and self.source.casefold() not in known):
            return False
        if filter.article_ids and self.article_id not in filter.article_ids:
            return False
        since, until = filter.since, filter.until
        if self.published is None:
            return not (since or until)
        return (not since or self.published >= since) and (not until or self.published <= until)


def take_out(connection: sqlite3.Connection, article_id: str) -> bool:
    """Take an article out of everybody's sight, in every version, and keep its tombstone; whether there was one."""
    connection.execute(
        "INSERT OR REPLACE INTO tombstones SELECT article_id, title, source, published, ? FROM versions"
        " WHERE article_id = ? AND state IN ('live', 'staged') ORDER BY version DESC LIMIT 1",
        (micros(datetime.now(UTC)), article_id),
    )
    return hide(connection, article_id)


def hide(connection: sqlite3.Connection, article_id: str) -> bool:
    """Take an article out of everybody's sight, in every version; whether there was one."""
    return bool(
        connection.execute(
            "UPDATE versions SET state = 'removing' WHERE article_id = ? AND state IN ('live', 'staged')", (article_id,)
        ).rowcount
    )


def tombstones(view: View) -> list[Tombstone]:
    """The articles that were removed and have not come back, the last of them first."""
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
