"""Ingest against the embedder alone, on the same texts in one run, and the same articles again, unchanged."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from bench.corpus import articles
from bench.figure import Figure
from index.article import Article
from index.chunking.chunker import chunk, heading, indexed_text
from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import Store, StoreConfig, open_store

TURNS = 4
"""Ours and the embedder take turns, so that a machine that others use treats both alike."""


def measure(folder: Path, passages: int) -> dict[str, Figure]:
    """Passages a second of each, their ratio, and how much faster an unchanged ingest is than the first."""
    store = open_store(StoreConfig(folder), embedded_embedder)
    store.vector_index()
    every = list(articles(passages))
    turn = -(-len(every) // TURNS)
    ours, alone, made = 0.0, 0.0, 0
    for low in range(0, len(every), turn):
        some = every[low : low + turn]
        alone += _alone(some)
        seconds, count = _ours(store, some)
        ours, made = ours + seconds, made + count
    again = _ours(store, every)[0]
    store.close()
    return {
        "ingest": {
            "passages": made,
            "per_second": made / ours,
            "embedder_alone_per_second": made / alone,
            "ratio": alone / ours,
        },
        "ingest, unchanged": {"seconds": again, "times_faster": ours / again},
    }


def _alone(some: Sequence[Article]) -> float:
    """Seconds to embed the passages of some articles and do nothing else."""
    texts = [indexed_text(heading(one), one.text[start:end]) for one in some for start, end in chunk(one.text)]
    begun = perf_counter()
    embedded_embedder().passages(texts)
    return perf_counter() - begun


def _ours(store: Store, some: Sequence[Article]) -> tuple[float, int]:
    begun = perf_counter()
    made = sum(done.passages for done in ingest(store, some))
    return perf_counter() - begun, made
