"""The `citewell` command as a process, as people and scripts run it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "ui.cli"]


def environment(store: Path, **more: str) -> dict[str, str]:
    """This process's environment without its own settings of Citewell, and with `store`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CITEWELL_", "OPENAI_"))}
    return {**kept, "CITEWELL_STORE": str(store), **more}


def run(store: Path, *arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, env=environment(store, **more), capture_output=True, text=True, timeout=300
    )


def run_json(store: Path, *arguments: str) -> Any:
    """Run a command with --json; standard output must be one JSON object and nothing else."""
    done = run(store, *arguments, "--json")
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


@contextmanager
def begun(store: Path, port: str = "0", **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`citewell serve`, on a free port unless one is given, and the page's address; it is killed if it runs still."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", port], env=environment(store, **more), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    try:
        line = next((line for line in process.stderr if "answers at" in line), "")
        assert line, "the server ended before it answered"
        yield process, line.split("answers at ")[1].split()[0]
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@contextmanager
def serving(store: Path, warning: str = "", **more: str) -> Iterator[str]:
    """The page's address of a server that is told to stop. It must say nothing more, but lines with `warning`."""
    with begun(store, **more) as (process, address):
        yield address
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert [line for line in said.splitlines() if not warning or warning not in line] == []
