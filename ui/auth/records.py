"""Records in a file of a store's folder: few, small, and read at each request.

The command line changes the file while a server reads it: each change replaces it whole, and is seen at the next
request.
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
        """`make` makes a record of what the file has of it; where it is none, it raises TypeError, ValueError or
        KeyError. `name` says what a record is found by."""
        self._path = path
        self._make = make
        self._name = name
        self._read: tuple[_Mark | None, Mapping[str, R]] = (None, {})

    def known(self) -> Mapping[str, R]:
        """What the file says now; it is read again only where it is another. Raises StoreError."""
        try:
            found = self._path.stat()
            mark = (found.st_ino, found.st_mtime_ns, found.st_size)
            seen, known = self._read
            if seen != mark:
                made = map(self._make, json.loads(self._path.read_text(encoding="utf-8")))
                known = {self._name(one): one for one in made}
                self._read = (mark, known)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StoreError(f"{self._path} cannot be read ({error.strerror}); it must be this user's own") from error
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(f"{self._path} is damaged; delete it, and add the {self._path.stem} again") from error
        return known

    @contextmanager
    def changing(self) -> Iterator[dict[str, R]]:
        """The records, to be changed by one process at a time; they are written when the block has ended well."""
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
            json.dump([asdict(one) for one in records.values()], file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(descriptor)
        draft.replace(self._path)
