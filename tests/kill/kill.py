"""Kill a process at a random moment of a deed, let another finish, and see what is left."""

import os
import random
import shutil
from functools import cache
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from tests.kill.deeds import opened
from tests.kill.state import state_of
from tests.prefork import Process, Template

ORDER = ("bring", "update", "take_out", "take_down", "again")
PATIENCE_S = 600
MOST_KILLS = 3
"""Kills of one deed, each in the process that was to finish what the last one left."""


class Kills:
    """Deeds done in order, each from the state that the one before leaves when nobody is killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._whole: dict[str, dict[str, Any]] = {}
        self._seconds: dict[str, float] = {}
        before = folder / "before" / "nothing"
        before.mkdir(parents=True)
        for deed in ORDER:
            self._seconds[deed] = _done(deed, before)
            store = opened(before)
            self._whole[deed] = state_of(store)
            store.close()
            shutil.copytree(before, folder / "before" / deed)

    def try_(self, seed: int) -> tuple[str, dict[str, Any], dict[str, Any]]:
        """One deed with one to MOST_KILLS kills: its name, the state that is left, and the state of a whole run."""
        rng = random.Random(seed)
        deed = ORDER[seed % len(ORDER)]
        folder = self._folder / f"try-{seed}"
        shutil.copytree(self._before(deed), folder)
        for _ in range(rng.randint(1, MOST_KILLS)):
            _killed(deed, folder, rng.uniform(0.0, self._seconds[deed]))
        _done(deed, folder)
        store = opened(folder)
        left = state_of(store)
        store.close()
        shutil.rmtree(folder)
        return deed, left, self._whole[deed]

    def _before(self, deed: str) -> Path:
        at = ORDER.index(deed)
        if at == 0:
            empty = self._folder / "before" / "empty"
            empty.mkdir(exist_ok=True)
            return empty
        return self._folder / "before" / ORDER[at - 1]


@cache
def _template() -> Template:
    return Template("tests.kill.deeds", ("chromadb", "tantivy"))


def _begun(deed: str, folder: Path) -> Process:
    """Start a process on the deed, and wait until it says that it has begun."""
    ours, theirs = os.pipe()
    with Path(os.devnull).open("r+") as nothing, os.fdopen(ours) as out:
        process = _template().start([deed, str(folder)], dict(os.environ), nothing.fileno(), theirs, nothing.fileno())
        os.close(theirs)
        assert out.readline() == "begun\n"
    return process


def _done(deed: str, folder: Path) -> float:
    """Do the deed to its end; the seconds that it took."""
    process = _begun(deed, folder)
    begun = perf_counter()
    assert process.wait(PATIENCE_S) == 0
    return perf_counter() - begun


def _killed(deed: str, folder: Path, after: float) -> None:
    """Begin the deed, and kill it `after` seconds with SIGKILL, if it is not done by then."""
    process = _begun(deed, folder)
    sleep(after)
    process.kill()
    process.wait(PATIENCE_S)
