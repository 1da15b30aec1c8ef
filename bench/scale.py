"""Measure one store size in its own process, so that peak memory is its own: `python -m bench.scale FOLDER PASSAGES`.

Above EMBEDDED passages, passage vectors are sums of word hashes: embedding 100,000 passages takes half an hour, and
neither search time nor memory depends on what vectors mean. Questions are always embedded by the model.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.corpus import articles, questions
from bench.figure import Figure, times
from index.embedding.embedder import OnnxEmbedder, Vector, Vectors
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.ingest.reindex import make_vectors
from index.store import Store, StoreConfig, open_store
from rag.reader.model import embedded_reader
from rag.schema.conversation import Conversation
from rag.schema.events import final_answer
from ui.app.engine import Engine

EMBEDDED = 10_000
"""Largest store, in passages, whose vectors the model makes; embedding it takes two to three minutes."""


class QuickEmbedder(OnnxEmbedder):
    """Embed questions with the model, and passages as sums of one random direction per word."""

    def __init__(self) -> None:
        super().__init__()
        self._directions: dict[str, Vector] = {}

    def passages(self, texts: Sequence[str]) -> Vectors:
        vectors = np.stack([self._sum(text) for text in texts])
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _sum(self, text: str) -> Vector:
        total = np.zeros(self.dimensions, np.float32)
        for word in set(text.lower().split()):
            if word not in self._directions:
                rng = np.random.default_rng(abs(hash(word)))
                self._directions[word] = rng.normal(size=self.dimensions).astype(np.float32)
            total += self._directions[word]
        return total


def measure(folder: Path, passages: int, count: int) -> dict[str, Figure]:
    """Run `main` in a new process and return its figures."""
    command = [sys.executable, "-m", "bench.scale", str(folder), str(passages), str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Figure] = json.loads(done.stdout)
    return found


def main(folder: Path, passages: int, count: int) -> dict[str, Figure]:
    """Measure search and ask in milliseconds, the rebuild of a lost vector index, memory and disk size."""
    embedder = OnnxEmbedder(2) if passages <= EMBEDDED else QuickEmbedder()
    store = open_store(StoreConfig(folder), lambda: embedder)
    begun = perf_counter()
    made = sum(done.passages for done in ingest(store, articles(passages)))
    ingested = perf_counter() - begun
    rebuilt = _rebuilt(store)
    engine, asked = Engine(store, embedded_reader), questions(count)
    name = f"at {passages:,}"
    found: dict[str, Figure] = {
        f"{name}: search_ms": _timed(lambda text: engine.search(text, Conversation(), Filter(), 10), asked),
        f"{name}: ask_ms": _timed(lambda text: final_answer(engine.ask(text, Conversation(), Filter())), asked),
        f"{name}: rebuild": {"passages": made, "seconds": rebuilt, "per_second": made / rebuilt},
        f"{name}: size": {
            "ingest_seconds": ingested,
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
            "disk_mb": sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6,
        },
    }
    engine.close()
    return found


def _rebuilt(store: Store) -> float:
    """Return the seconds to rebuild the vector index from the catalogue, as after a crash that broke it."""
    begun = perf_counter()
    for _ in make_vectors(store, store.embedder):
        pass
    return perf_counter() - begun


def _timed(work: Callable[[str], object], asked: Sequence[str]) -> Figure:
    """Time each call in milliseconds, after three warm-up calls."""
    for question in asked[:3]:
        work(question)
    taken = []
    for question in asked:
        begun = perf_counter()
        work(question)
        taken.append((perf_counter() - begun) * 1000)
    return times(taken)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
