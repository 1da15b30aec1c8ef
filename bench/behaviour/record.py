"""Record the response of a `citewell` command to every request, one JSON object per line."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

from bench.behaviour.items import COMMANDS, Collection, Item, Json

HIDDEN = ("CITEWELL_", "OPENAI_")
"""Prefixes of variables to hide from the command: this shell's settings would change the answers."""
PROGRESS = 50
"""Requests between two lines of progress."""


class RecordError(Exception):
    """The command ended before it answered every request."""


@dataclass(slots=True)
class Recording:
    """The file of responses, and the keys it already holds."""

    file: Path
    total: int
    done: set[str] = field(default_factory=set)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, item: Item, response: Json, seconds: float) -> None:
        """Append one response and flush it to disk, so that a killed recording loses nothing else."""
        row = {"key": item.key, "request": item.request, "seconds": round(seconds, 3), "response": response}
        with self._lock:
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            self.done.add(item.key)
            self.seconds.setdefault(f"{item.collection}/{item.command}", []).append(seconds)
            if len(self.done) % PROGRESS == 0:
                _say(f"{len(self.done):,} of {self.total:,}; {self.pace}")

    @property
    def pace(self) -> str:
        """Mean seconds per request of each command in this run."""
        return ", ".join(f"{name} {sum(one) / len(one):.2f} s" for name, one in self.seconds.items())


def record(command: Path, out: Path, made: Sequence[Collection], store: Path, jobs: int = 1) -> None:
    """Ingest each collection and append the response to each request that `out` does not hold yet.

    Args:
        command: The `citewell` to run.
        out: JSON Lines file; it may hold the start of an earlier recording.
        made: Articles and requests.
        store: Folder for one store per collection; a finished store is reused.
        jobs: Parallel processes.

    Raises:
        RecordError: The command failed.
    """
    recording = Recording(out, sum(len(one.items) for one in made), recorded(out))
    for collection in made:
        filled = _filled(command, store / collection.name, collection)
        for name in COMMANDS:
            left = [item for item in collection.items if item.command == name and item.key not in recording.done]
            shares = [left[start::jobs] for start in range(jobs) if left[start::jobs]]
            with ThreadPoolExecutor(jobs) as pool:
                list(pool.map(lambda share, filled=filled: _answered(command, filled, share, recording), shares))
    _say(f"{recording.total:,} recorded; {recording.pace or 'nothing was left to do'}")


def recorded(out: Path) -> set[str]:
    """Return the keys in a recording, and cut off an incomplete last line."""
    if not out.exists():
        return set()
    whole = out.read_bytes()
    end = whole.rfind(b"\n") + 1
    if end < len(whole):
        os.truncate(out, end)
    return {json.loads(line)["key"] for line in whole[:end].splitlines()}


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without the variables that set Citewell or a language model."""
    return {name: value for name, value in given.items() if not name.upper().startswith(HIDDEN)}


def _filled(command: Path, place: Path, collection: Collection) -> Path:
    """Return the store of a collection; fill a new one unless an earlier run finished it.

    Each try uses its own folder, because the `ingest` of a killed recording may still be writing.
    """
    mark = place / "filled"
    if not mark.exists():
        for left in place.glob("store-*"):
            shutil.rmtree(left, ignore_errors=True)
        place.mkdir(parents=True, exist_ok=True)
        store = Path(tempfile.mkdtemp(prefix="store-", dir=place))
        source = collection.articles if isinstance(collection.articles, Path) else store.with_suffix(".jsonl")
        if not isinstance(collection.articles, Path):
            _write(source, collection.articles)
        _say(f"ingesting {collection.name}")
        _run([str(command), "ingest", str(source), "--store", str(store), "--json"], place)
        made = store.with_suffix(".filled")
        made.write_text(store.name, encoding="utf-8")
        made.replace(mark)
    return place / mark.read_text(encoding="utf-8")


def _answered(command: Path, store: Path, items: Sequence[Item], recording: Recording) -> None:
    """Send the requests to one process and record each response as it arrives."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        batch = Path(folder) / "batch.jsonl"
        _write(batch, [{"id": item.key, **item.request} for item in items])
        call = [str(command), items[0].command, "--batch", str(batch), "--store", str(store), "--json"]
        with subprocess.Popen(
            call,
            cwd=store.parent,
            env=environment(os.environ),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            try:
                answered = _take(process.stdout, items, recording)
            except BaseException:
                process.kill()
                raise
        if answered < len(items):
            log.seek(0)
            raise RecordError(f"{' '.join(call)} answered {answered} of {len(items)} requests:\n{log.read()[-2000:]}")


def _take(lines: IO[str], items: Sequence[Item], recording: Recording) -> int:
    """Record one line per item and return their number. The first time includes process start."""
    answered = 0
    for item, (response, seconds) in zip(items, _timed(lines), strict=False):
        if response.get("id") != item.key:
            raise RecordError(f"asked {item.key}, got the answer to {response.get('id')}")
        recording.add(item, response, seconds)
        answered += 1
    return answered


def _timed(lines: IO[str]) -> Iterator[tuple[Json, float]]:
    before = time.monotonic()
    for line in lines:
        now = time.monotonic()
        yield json.loads(line), now - before
        before = now


def _run(call: Sequence[str], place: Path) -> None:
    done = subprocess.run(call, cwd=place, env=environment(os.environ), capture_output=True, text=True)
    if done.returncode:
        raise RecordError(f"{' '.join(call)} ended with {done.returncode}:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


def _write(file: Path, rows: Sequence[Json]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
