"""The file in which answers are kept, with what they were made from: they survive whatever happens to the articles."""

import json
import logging
import os
import secrets
import sqlite3
import string
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from index.dates import from_micros, micros
from index.disk import when_full
from index.errors import CitewellError, NotFoundError, StoreError
from index.store import Purged, Store
from rag.answer_shape import Answer
from rag.removed import quoted
from rag.saved.evidence import evidence_of
from rag.saved.redact import alias, without
from rag.saved.shape import Piece, Saved

FILE = "answers.sqlite3"
"""Its name in a store's folder."""
KEEP_DAYS = 365
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, asked_at INTEGER NOT NULL, given TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answers_asked ON answers (asked_at);
CREATE TABLE IF NOT EXISTS evidence (
    answer_id  TEXT    NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    list       TEXT    NOT NULL, -- of the answer: citations, related
    n          INTEGER NOT NULL,
    article_id TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    newest     INTEGER NOT NULL, -- the article's last version then
    passage_id TEXT    NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    text       TEXT    NOT NULL, -- of the whole passage
    purged_at  INTEGER,
    PRIMARY KEY (answer_id, list, n)
);
CREATE INDEX IF NOT EXISTS evidence_article ON evidence (article_id);
"""
_SYMBOLS = string.ascii_letters + string.digits
_LOG = logging.getLogger("citewell")


class SavedAnswers:
    """The answers given from one store. Safe to use from many threads at once."""

    def __init__(self, store: Store, keep_days: int = KEEP_DAYS) -> None:
        """`keep_days` is how long an answer is kept; 0 keeps none. What is purged from the store goes from here too."""
        self._store = store
        self._days = keep_days
        self._path = store.config.folder / FILE
        self._lock = threading.RLock()
        self._opened: sqlite3.Connection | None = None
        store.keepers.append(self.purge)

    def keep(self, answer: Answer, told: Callable[[Answer], Mapping[str, Any]]) -> Answer:
        """The answer with the id that it is kept under, as `told` says it. What goes wrong is logged: whoever asked
        has their answer, without an id."""
        try:
            return self._kept(answer, told)
        except (sqlite3.Error, OSError, CitewellError) as error:
            _LOG.warning("an answer is not kept in %s (%s)", self._path, error)
            return answer

    def get(self, id: str) -> Saved:
        """The answer of this id. Raises NotFoundError."""
        with self._reading() as connection:
            rows = connection.execute("SELECT * FROM answers WHERE id = ?", (id,)).fetchall()
            pieces = connection.execute("SELECT * FROM evidence WHERE answer_id = ? ORDER BY list, n", (id,)).fetchall()
        if not rows:
            raise NotFoundError(f"no answer is kept under {id!r}; it may have been forgotten")
        return Saved(id, from_micros(rows[0]["asked_at"]), json.loads(rows[0]["given"]), tuple(map(_piece, pieces)))

    def forget(self, ids: Sequence[str]) -> set[str]:
        """Delete answers, on disk too. Returns the ids that there were."""
        with self._changing() as connection:
            return {id for id in ids if connection.execute("DELETE FROM answers WHERE id = ?", (id,)).rowcount}

    def forget_before(self, moment: datetime) -> int:
        """Delete the answers given before `moment`, on disk too. Returns how many."""
        with self._changing() as connection:
            return connection.execute("DELETE FROM answers WHERE asked_at < ?", (micros(moment),)).rowcount

    def purge(self, gone: Purged) -> None:
        """Leave nothing of these articles in any answer. Raises StoreError where that cannot be done."""
        with self._changing() as connection:
            for row in _about(connection, gone):
                given = json.dumps(without(json.loads(row["given"]), gone), ensure_ascii=False)
                connection.execute("UPDATE answers SET given = ? WHERE id = ?", (given, row["id"]))
            for article_id in gone.article_ids:
                connection.execute(
                    "UPDATE evidence SET text = '', article_id = ?, purged_at = ? WHERE article_id = ?",
                    (alias(article_id, gone), micros(datetime.now(UTC)), article_id),
                )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _kept(self, answer: Answer, told: Callable[[Answer], Mapping[str, Any]]) -> Answer:
        now = datetime.now(UTC)
        if not self._days:
            if self._path.exists():
                self.forget_before(now)
            return answer
        # Looked up under the lock: a purge that has begun since waits for it, and then finds this answer.
        with self._lock, self._store.view() as view:
            evidence = evidence_of(answer, view)
            if evidence is None:
                return answer
            kept = replace(answer, id="".join(secrets.choice(_SYMBOLS) for _ in range(12)))
            given = json.dumps(told(kept), ensure_ascii=False)
            with _transaction(self._connection()) as connection:
                old = micros(now - timedelta(days=self._days))
                connection.execute("DELETE FROM answers WHERE asked_at < ?", (old,))
                connection.execute("INSERT INTO answers VALUES (?, ?, ?)", (kept.id, micros(now), given))
                connection.executemany(_INSERT, [_row(kept.id, piece) for piece in evidence])
        return kept

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time. Raises StoreError where the file fails."""
        with self._lock:
            try:
                yield self._connection()
            except (sqlite3.DatabaseError, OSError) as error:
                advice = when_full(self._path) or "check its permissions, or move it away to keep answers anew"
                raise StoreError(f"the kept answers {self._path} cannot be used ({error}); {advice}") from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, after which nothing is left on disk of what it deleted."""
        with self._reading() as connection:
            with _transaction(connection):
                before = connection.total_changes
                yield connection
                changed = connection.total_changes > before
            if changed:
                connection.execute("VACUUM")
                if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise sqlite3.OperationalError("another process reads it")

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            os.fchmod(descriptor, 0o600)
            os.close(descriptor)
            self._opened = _connect(self._path)
        return self._opened


_INSERT = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    connection.row_factory = sqlite3.Row
    # Without a sync for each answer: a machine that loses its power may lose the last few, and no more.
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_SCHEMA)
    return connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _about(connection: sqlite3.Connection, gone: Purged) -> list[sqlite3.Row]:
    """The answers that cite these articles, or name them by a title."""
    titles = [json.dumps(quoted(title), ensure_ascii=False)[1:-1] for title in gone.titles]
    return connection.execute(
        "SELECT id, given FROM answers a WHERE id IN (SELECT answer_id FROM evidence WHERE article_id IN"
        " (SELECT value FROM json_each(?))) OR EXISTS (SELECT 1 FROM json_each(?) WHERE instr(a.given, value))",
        (json.dumps(gone.article_ids), json.dumps(titles)),
    ).fetchall()


def _row(id: str, piece: Piece) -> tuple[object, ...]:
    place = (piece.passage_id, piece.start, piece.end, piece.text)
    return (id, piece.group, piece.n, piece.article_id, piece.version, piece.newest, *place)


def _piece(row: sqlite3.Row) -> Piece:
    place = (row["passage_id"], row["start"], row["end"], row["text"])
    purged = from_micros(row["purged_at"]) if row["purged_at"] is not None else None
    return Piece(row["list"], row["n"], row["article_id"], row["version"], row["newest"], *place, purged=purged)
