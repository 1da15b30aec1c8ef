"""Cold starts: one question as a process of its own, and an installation from the lock."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench.corpus import questions
from bench.figure import Figure, times

RUNS = 6
ROOT = Path(__file__).parent.parent


def cold_ask(store: Path) -> Figure:
    """`citewell ask` as a process, from its start to its end, in milliseconds."""
    environment = {**os.environ, "CITEWELL_STORE": str(store)}
    taken = []
    for question in questions(RUNS):
        begun = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "ui.cli", "ask", question, "--json"],
            env=environment,
            check=True,
            capture_output=True,
        )
        taken.append((perf_counter() - begun) * 1000)
    return times(taken)


def install(folder: Path) -> Figure:
    """Seconds and megabytes of an installation from the locked packages (from a cache, where uv has one).

    Raises:
        subprocess.CalledProcessError: the packages cannot be had.
    """
    begun = perf_counter()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    uv = str(Path(sys.executable).with_name("uv"))
    target = ["--python", str(folder / "bin" / "python")]
    locked = ["--require-hashes", str(ROOT / "locks" / "run.txt")]
    subprocess.run([uv, "pip", "sync", "--quiet", *target, *locked], check=True, capture_output=True)
    seconds = perf_counter() - begun
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return {"seconds": seconds, "mb": size / 1e6}
