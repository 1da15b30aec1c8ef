"""Turns write errors into errors that say what to do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreError

_FULL_BYTES = 20_000_000
"""With less free space than this, the full disk is the likely cause of a failed write."""


@contextmanager
def written(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Run a block that writes below `path`, and raise its errors of these kinds as StoreErrors."""
    try:
        yield
    except kinds as error:
        advice = when_full(path) or "check the disk and its permissions, then run the command again"
        raise StoreError(f"{path} cannot be written ({error}); {advice}. No stored data is lost") from error


def when_full(path: Path) -> str:
    """Return what to do if the disk that holds `path` is full; "" if it is not."""
    existing = next((folder for folder in (path, *path.parents) if folder.exists()), Path("/"))
    free = shutil.disk_usage(existing).free
    if free >= _FULL_BYTES:
        return ""
    return f"the disk is full ({free / 1e6:.0f} MB free); free some space and run the command again"
