"""Opens the catalogue's SQLite file: one connection for writing, and one per snapshot for reading."""

import queue
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.catalogue.migrations import migrate
from index.errors import StoreError
from index.system.disk import written


class Database:
    """An SQLite file in WAL mode. `write()` is a transaction, one thread at a time; `read()` is a snapshot."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._write_lock = threading.RLock()
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        try:
            self._writer = self._connect()
            self._writer.execute("PRAGMA journal_mode = WAL")
            migrate(self._writer, self._path.parent)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} cannot be opened as a catalogue ({error}); name another --store") from error

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Run the block as a transaction: commit it, or roll it back if it raises."""
        with self._write_lock, written(self._path, sqlite3.OperationalError):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:  # SQLite has rolled back already if the disk is full
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Open a snapshot: the block reads one state, whatever is written meanwhile."""
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = self._connect()
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("COMMIT")
            self._idle.put(connection)

    def compact(self) -> None:
        """Rewrite the file without deleted data, and truncate the write-ahead log, which still contains it.

        Raises:
            StoreError: An older snapshot is still being read.
        """
        with self._write_lock, written(self._path, sqlite3.OperationalError):
            self._writer.execute("VACUUM")
            busy = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreError(f"{self._path} is being read, so deleted data cannot be erased from it; try again")

    def close(self) -> None:
        """Close every connection. Committed data is on disk."""
        while not self._idle.empty():
            self._idle.get().close()
        self._writer.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=30)
        connection.row_factory = sqlite3.Row
        connection.create_function(
            "casefold", 1, str.casefold, deterministic=True
        )  # SQLite's lower() knows ASCII alone
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # no deleted text stays in the file
        return connection
