"""One owner a store: a lock that the operating system drops when its process dies."""

import fcntl
import json
import os
import sys
import time
from pathlib import Path
from typing import IO

from index.errors import StoreBusyError, StoreError

_PAUSE_S = 0.05


class StoreLock:
    """Held from `take` until `release`, or the process's end. The file says who holds it, for the message alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self, wait_s: float = 0.0) -> None:
        """Become the owner, waiting at most `wait_s` seconds for the present one to finish.

        Raises:
            StoreBusyError: another process owns the store still.
            StoreError: the lock file cannot be written.
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
        """Stop being the owner."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def holder(self) -> str:
        """Who holds the lock, as far as the file says."""
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            return f"process {known['pid']} ({Path(known['command']).name})"
        except (OSError, ValueError, KeyError):
            return "another process"
