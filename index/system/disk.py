"""A disk that does not take what is written: told in words that say what to do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreError

_FULL_BYTES = 20_000_000
"""With less free than this, the lack of room is the likely reason of whatever failed."""


@contextmanager
def written(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """A block that writes below `path`; an error of these kinds is told as a StoreError."""
    try:
        yield
    except kinds as error:
        advice = when_full(path) or "check the disk and its permissions, then run the command again"
        raise StoreError(f"{path} cannot be written ({error}); {advice}: nothing that was there is lost") from error


def when_full(path: Path) -> str:
    """What to do where the disk that holds `path` is full; "" where it is not."""
    there = next((place for place in (path, *path.parents) if place.exists()), Path("/"))
    free = shutil.disk_usage(there).free
    return f"the disk is full ({free / 1e6:.0f} MB free); make room and run the command again" * (free < _FULL_BYTES)
