"""How fast and how large: a store of generated articles, ingested and asked."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench.corpus import articles, questions
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


def measure(folder: Path, passages: int, count: int) -> dict[str, Figure]:
    """Every figure of speed and size, by name: `count` questions asked of about `passages` passages."""
    asked = questions(count)
    store = open_store(StoreConfig(folder), embedded_embedder)
    found = {"ingest": _ingest(store, passages)}
    engine = Engine(store, embedded_reader)
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
