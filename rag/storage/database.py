"""The database of answers, conversations and feedback: one SQLite file beside the catalogue."""

import os
import secrets
import sqlite3
import string
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreError
from index.store import Purged
from index.system.disk import when_full
from rag.storage.takedown import take_down

FILE = "answers.sqlite3"
"""Name of the file in a store's folder."""
KEEP_DAYS = 365
"""Days that answers are kept, unless a setting says otherwise."""
_SCHEMA = Path(__file__).with_name("schema.sql")
_SYMBOLS = string.ascii_letters + string.digits


class Database:
    """One connection to the file, which all threads of a process share."""

    def __init__(self, path: Path, keep_days: int = KEEP_DAYS) -> None:
        """Prepare the file; it keeps data for `keep_days` days, or nothing with 0."""
        self.path = path
        self.days = keep_days
        self._lock = threading.RLock()
        self._opened: sqlite3.Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to one thread at a time.

        Raises:
            StoreError: The file cannot be used.
        """
        with self._lock:
            try:
                yield self._connection()
            except (sqlite3.DatabaseError, OSError) as error:
                advice = when_full(self.path) or "check its permissions, or move it away to begin a new file"
                raise StoreError(f"the saved answers {self.path} cannot be used ({error}); {advice}") from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run a transaction.

        Raises:
            StoreError: The file cannot be used.
        """
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def erasing(self, *, thorough: bool = True) -> Iterator[sqlite3.Connection]:
        """Run a transaction, then remove what it deletes from the log and overwrite its place in the file.

        Args:
            thorough: Also write the file anew, as SQLite may have left older copies in unused pages. This takes longer
                the larger the file is, so it is not done for every visitor's request.
        """
        with self.reading() as connection:
            with self.writing():
                before = connection.total_changes
                yield connection
                changed = connection.total_changes > before
            if changed:
                if thorough:
                    connection.execute("VACUUM")
                if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise sqlite3.OperationalError("another process reads it")

    def purge(self, gone: Purged) -> None:
        """Remove every word of these articles.

        Raises:
            StoreError: The file cannot be used.
        """
        with self.erasing() as connection:
            take_down(connection, gone)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            os.fchmod(descriptor, 0o600)
            os.close(descriptor)
            self._opened = _connect(self.path)
        return self._opened


def new_id() -> str:
    """Return a random id of 12 letters and digits."""
    return "".join(secrets.choice(_SYMBOLS) for _ in range(12))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    connection.row_factory = sqlite3.Row
    # SQLite's own lower() handles only ASCII.
    connection.create_function("folded", 1, str.casefold, deterministic=True)
    # No sync for each answer: a power failure may lose the last few answers, and no more.
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
    return connection
