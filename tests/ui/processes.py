"""The `citewell` command as a process, as people and scripts run it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from tests.prefork import Process, Template

COMMAND = [sys.executable, "-m", "ui.cli"]
PRELOAD = ("ui.server.serve", "ui.server.application", "chromadb", "tantivy", "tokenizers")
"""What commands import as they run, beside `ui.cli`. Not onnxruntime: it starts a thread, and a fork has none."""


def environment(store: Path, **more: str) -> dict[str, str]:
    """This process's environment without its own settings of Citewell, and with `store`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CITEWELL_", "OPENAI_"))}
    return {**kept, "CITEWELL_STORE": str(store), **more}


@cache
def _template() -> Template:
    return Template("ui.cli.cli", PRELOAD)


def run(store: Path, *arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    with TemporaryFile("w+") as given, TemporaryFile("w+") as out, TemporaryFile("w+") as said:
        given.write(stdin)
        given.seek(0)
        files = given.fileno(), out.fileno(), said.fileno()
        process = _template().start(arguments, environment(store, **more), *files)
        try:
            code = process.wait(300)
        finally:
            process.kill()
        out.seek(0)
        said.seek(0)
        return subprocess.CompletedProcess([*COMMAND, *arguments], code, out.read(), said.read())


def run_anew(store: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end in an interpreter that has imported nothing."""
    return subprocess.run(
        [*COMMAND, *arguments], env=environment(store, **more), capture_output=True, text=True, timeout=300
    )


def run_json(store: Path, *arguments: str) -> Any:
    """Run a command with --json; standard output must be one JSON object and nothing else."""
    done = run(store, *arguments, "--json")
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


@contextmanager
def begun(store: Path, port: str = "0", **more: str) -> Iterator[tuple[Process, IO[str], str]]:
    """`citewell serve`, on a free port unless one is given.

    Yields:
        The process, its standard error after its first lines, and the page's address. The process is killed if it
        still runs at the end.
    """
    ours, theirs = os.pipe()
    with Path(os.devnull).open("r+") as nothing, os.fdopen(ours) as said:
        arguments = ["serve", "--port", port]
        process = _template().start(arguments, environment(store, **more), nothing.fileno(), nothing.fileno(), theirs)
        os.close(theirs)
        try:
            line = next((line for line in said if "answers at" in line), "")
            assert line, "the server ended before it answered"
            yield process, said, line.split("answers at ")[1].split()[0]
        finally:
            process.kill()
            process.wait(30)


@contextmanager
def serving(store: Path, warning: str = "", **more: str) -> Iterator[str]:
    """The page's address of a server that is told to stop. It must say nothing more, but lines with `warning`."""
    with begun(store, **more) as (process, said, address):
        yield address
        process.terminate()
        process.wait(30)
        lines = said.read().splitlines()
    assert [line for line in lines if not warning or warning not in line] == []
