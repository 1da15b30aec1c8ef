"""Records in a file of a store's folder: few, small, and read at each request.

The command line may change the file while a server reads it. Each change replaces the whole file, and takes effect at
the next request.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from index.errors import StoreError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")
_Mark = tuple[int, int, int]


class Records(Generic[R]):
    """The records of one file. Safe to use from many threads and processes at once."""

    def __init__(self, path: Path, make: Callable[[dict[str, Any]], R], name: Callable[[R], str]) -> None:
        """Open the file at `path`.

        Args:
            path: The file; it may not exist yet.
            make: Makes a record from its fields; raises TypeError, ValueError or KeyError if they are invalid.
            name: Returns the key of a record.
        """
        self._path = path
        self._make = make
        self._name = name
        self._read: tuple[_Mark | None, Mapping[str, R]] = (None, {})

    def known(self) -> Mapping[str, R]:
        """Return the current records by key. The file is read again only if it has changed.

        Raises:
            StoreError: The file cannot be read, or is damaged.
        """
        try:
            status = self._path.stat()
            mark = (status.st_ino, status.st_mtime_ns, status.st_size)
            last_mark, known = self._read
            if last_mark != mark:
                records = map(self._make, json.loads(self._path.read_text(encoding="utf-8")))
                known = {self._name(record): record for record in records}
                self._read = (mark, known)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StoreError(f"{self._path} cannot be read ({error.strerror}); make it readable for you") from error
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(f"{self._path} is damaged; delete it, and add the {self._path.stem} again") from error
        return known

    @contextmanager
    def changing(self) -> Iterator[dict[str, R]]:
        """Yield the records to change, one process at a time, and write them if the block succeeds.

        Raises:
            StoreError: The file cannot be read or written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.with_suffix(".lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                records = dict(self.known())
                yield records
                self._write(records)
        except OSError as error:
            raise StoreError(f"{self._path} cannot be written ({error.strerror}); name another --store") from error

    def _write(self, records: Mapping[str, R]) -> None:
        draft = self._path.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            os.fchmod(descriptor, 0o600)
            json.dump([asdict(record) for record in records.values()], file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(descriptor)
        draft.replace(self._path)
