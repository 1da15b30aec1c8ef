"""The log of ingest runs: time, origin, counts, and what could not be read and why."""

import json
import sqlite3
from dataclasses import asdict, dataclass, field
from datetime import datetime

from index.catalogue.view import View
from index.store import Purged, Store
from index.text.analyzer import stems
from index.text.dates import from_micros, micros

KEPT = 50
"""Runs in the log; older ones are deleted."""
MOST_FAILURES = 200
"""Failures of a run that are stored with source and reason; all are counted."""
LONGEST_TEXT = 500
"""Characters of a source, origin or reason that are stored."""
TAKEN_DOWN = "(removed by a takedown)"
"""Replaces text of the log that a takedown removes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest run.

    Attributes:
        began, ended: Moments in UTC.
        origin: Short description of the sources.
        added, updated, unchanged, removed: Numbers of articles.
        passages: Number of new passages.
        failures: Number of sources that could not be read.
        failed: The first of those.
        stopped: Why the run ended early; "" if it did not.
    """

    began: datetime
    ended: datetime
    origin: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    failures: int = 0
    failed: tuple[Failure, ...] = field(default=())
    stopped: str = ""


def note_run(store: Store, run: Run) -> None:
    """Store a run, and delete the oldest ones beyond KEPT."""
    failed = [
        {"source": failure.source[:LONGEST_TEXT], "error": failure.error[:LONGEST_TEXT]}
        for failure in run.failed[:MOST_FAILURES]
    ]
    with store.catalogue.change() as connection:
        connection.execute(
            "INSERT INTO runs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                micros(run.began),
                micros(run.ended),
                run.origin[:LONGEST_TEXT],
                run.added,
                run.updated,
                run.unchanged,
                run.removed,
                run.passages,
                run.failures,
                json.dumps(failed),
                run.stopped[:LONGEST_TEXT],
            ),
        )
        connection.execute("DELETE FROM runs WHERE id NOT IN (SELECT id FROM runs ORDER BY id DESC LIMIT ?)", (KEPT,))


def runs(view: View, limit: int = KEPT) -> list[Run]:
    """Return the last runs, newest first."""
    return [_run(row) for row in view.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (limit,))]


def forget_in_runs(connection: sqlite3.Connection, purged: Purged) -> None:
    """Delete from all runs what names a purged article, or has words that only purged articles had."""
    for row in connection.execute("SELECT * FROM runs").fetchall():
        run = _run(row)
        failed = [failure for failure in run.failed if not _reveals(purged, failure.source, failure.error)]
        origin = TAKEN_DOWN if _reveals(purged, run.origin) else run.origin
        stopped = TAKEN_DOWN if _reveals(purged, run.stopped) else run.stopped
        connection.execute(
            "UPDATE runs SET origin = ?, failed = ?, stopped = ? WHERE id = ?",
            (origin, json.dumps([asdict(failure) for failure in failed]), stopped, row["id"]),
        )


def _reveals(purged: Purged, *texts: str) -> bool:
    text = "\n".join(texts)
    named = any(name and name in text for name in (*purged.article_ids, *purged.titles))
    return named or not purged.words.isdisjoint(stems(text))


def _run(row: sqlite3.Row) -> Run:
    return Run(
        began=from_micros(row["began"]),
        ended=from_micros(row["ended"]),
        origin=row["origin"],
        added=row["added"],
        updated=row["updated"],
        unchanged=row["unchanged"],
        removed=row["removed"],
        passages=row["passages"],
        failures=row["failures"],
        failed=tuple(Failure(**failure) for failure in json.loads(row["failed"])),
        stopped=row["stopped"],
    )
