"""`make bench`: build a store of generated articles, ask it, and say how long it took.

Prints a table on standard error and one JSON object, with the machine and versions, on standard output.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench.corpus import articles, questions
from bench.machine import machine
from index.embed import embedded_embedder
from index.filters import Filter
from index.ingest import ingest
from index.store import Store, StoreConfig, open_store
from rag.answer import answered
from rag.conversation import Conversation
from rag.reader import embedded_reader
from ui.engine import Engine

Figure = dict[str, float]
COLD_RUNS = 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder) / "store", arguments.passages, questions(arguments.questions))
    for name, figure in found.items():
        _say(f"{name:28} " + "  ".join(f"{key} {value:,.1f}" for key, value in figure.items()))
    print(json.dumps({"machine": machine(), "figures": found}, indent=1))


def measure(folder: Path, passages: int, asked: Sequence[str]) -> dict[str, Figure]:
    """Every figure, by name."""
    _say(f"ingesting about {passages:,} generated passages ...")
    store = open_store(StoreConfig(folder), embedded_embedder)
    found = {"ingest": _ingest(store, passages)}
    engine = Engine(store, embedded_reader)
    _say(f"asking {len(asked)} questions ...")
    found["search_ms"] = _timed(lambda question: engine.search(question, Conversation(), Filter(), 10), asked)
    found["ask_ms"] = _timed(lambda question: answered(engine.ask(question, Conversation(), Filter())), asked)
    engine.close()
    found["cold_ask_ms"] = _timed(lambda question: _cold(folder, question), asked[:COLD_RUNS])
    found["store_mb"] = {"total": sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6}
    return found


def _ingest(store: Store, passages: int) -> Figure:
    begun = perf_counter()
    made = sum(done.passages for done in ingest(store, articles(passages)))
    seconds = perf_counter() - begun
    begun = perf_counter()
    list(ingest(store, articles(passages)))
    again = perf_counter() - begun
    return {"passages": made, "seconds": seconds, "per_second": made / seconds, "unchanged_seconds": again}


def _timed(work: Callable[[str], object], asked: Sequence[str]) -> Figure:
    """Milliseconds of each call, after three that warm up."""
    for question in asked[:3]:
        work(question)
    times = []
    for question in asked:
        begun = perf_counter()
        work(question)
        times.append((perf_counter() - begun) * 1000)
    return {"p50": median(times), "p95": quantiles(times, n=20)[-1], "max": max(times)}


def _cold(folder: Path, question: str) -> None:
    """`citewell ask` as a process of its own, from its start to its end."""
    environment = {**os.environ, "CITEWELL_STORE": str(folder)}
    command = [sys.executable, "-m", "ui.cli", "ask", question, "--json"]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
