"""The last ingests: when each was, where from, how many articles came in, and what could not be read and why."""

import json
import sqlite3
from dataclasses import asdict, dataclass, field
from datetime import datetime

from index.catalogue.view import View
from index.store import Purged, Store
from index.text.analyzer import stems
from index.text.dates import from_micros, micros

KEPT = 50
"""Older runs are forgotten."""
MOST_FAILURES = 200
"""Of how many failures of one run source and reason are kept; all are counted."""
LONGEST_TEXT = 500
"""Characters of a place, or of a reason, that are kept."""
TAKEN_DOWN = "(what stood here was taken down)"


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest. `origin` is in short where its articles came from, `failures` how many could not be read, of which
    `failed` are the first. `stopped` says what ended it before its time, "" where nothing did."""

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
    """Keep a run, and forget those that are too many."""
    failed = [
        {"source": one.source[:LONGEST_TEXT], "error": one.error[:LONGEST_TEXT]} for one in run.failed[:MOST_FAILURES]
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
    """The last runs, the newest first."""
    return [_run(row) for row in view.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (limit,))]


def forget_in_runs(connection: sqlite3.Connection, purged: Purged) -> None:
    """Take out of all runs what names an article that is being purged, or has words that only such an article had."""
    for row in connection.execute("SELECT * FROM runs").fetchall():
        run = _run(row)
        failed = [one for one in run.failed if not _tells(purged, one.source, one.error)]
        origin = TAKEN_DOWN if _tells(purged, run.origin) else run.origin
        stopped = TAKEN_DOWN if _tells(purged, run.stopped) else run.stopped
        connection.execute(
            "UPDATE runs SET origin = ?, failed = ?, stopped = ? WHERE id = ?",
            (origin, json.dumps([asdict(one) for one in failed]), stopped, row["id"]),
        )


def _tells(purged: Purged, *texts: str) -> bool:
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
        failed=tuple(Failure(**one) for one in json.loads(row["failed"])),
        stopped=row["stopped"],
    )
