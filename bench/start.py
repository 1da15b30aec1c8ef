"""Measure cold starts: `citewell ask` in its own process, and an installation from the lock file."""

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
    """Time `citewell ask` from process start to exit, in milliseconds."""
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
    """Install the locked packages into a new environment; uv may take them from its cache.

    Returns:
        Seconds taken and megabytes on disk.

    Raises:
        subprocess.CalledProcessError: The packages cannot be downloaded.
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
