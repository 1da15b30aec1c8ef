"""The store lock: one owner per store. The operating system releases it when the process dies."""

import fcntl
import json
import os
import sys
import time
from pathlib import Path
from typing import IO

from index.errors import StoreBusyError, StoreError

_PAUSE_S = 0.05
"""Seconds between two attempts."""


class StoreLock:
    """A lock held from `take` until `release` or the end of the process.

    The file names the holder, but only for error messages.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self, wait_s: float = 0.0) -> None:
        """Become the owner. Wait up to `wait_s` seconds for another owner to finish.

        Raises:
            StoreBusyError: Another process still owns the store.
            StoreError: The lock file cannot be written.
        """
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreError(
                f"{self._path.parent} cannot be written ({error.strerror}); name another --store"
            ) from error
        until = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    file.close()
                    raise StoreBusyError(
                        f"{self._path.parent} is in use by {self.holder()}; wait for it to end, or name another --store"
                    ) from None
                time.sleep(_PAUSE_S)
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "command": " ".join(sys.argv[:2])}))
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give up ownership."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def holder(self) -> str:
        """Return who holds the lock according to the file."""
        try:
            owner = json.loads(self._path.read_text(encoding="utf-8"))
            return f"process {owner['pid']} ({Path(owner['command']).name})"
        except (OSError, ValueError, KeyError):
            return "another process"
