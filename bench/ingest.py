"""Compare ingest with the embedder alone on the same texts, then ingest the unchanged articles again."""

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
"""Slices measured alternately, ingest and embedder, so that other load on the machine affects both alike."""


def measure(folder: Path, passages: int) -> dict[str, Figure]:
    """Measure ingest, the embedder alone, and a repeated ingest.

    Returns:
        Passages per second of ingest and of the embedder, their ratio, and how many times faster the repeat is.
    """
    store = open_store(StoreConfig(folder), embedded_embedder)
    store.vector_index()
    every = list(articles(passages))
    turn = -(-len(every) // TURNS)
    ours, alone, made = 0.0, 0.0, 0
    for low in range(0, len(every), turn):
        part = every[low : low + turn]
        alone += _alone(part)
        seconds, count = _ours(store, part)
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


def _alone(part: Sequence[Article]) -> float:
    """Return the seconds it takes only to embed the passages of these articles."""
    texts = [
        indexed_text(heading(article), article.text[start:end])
        for article in part
        for start, end in chunk(article.text)
    ]
    begun = perf_counter()
    embedded_embedder().passages(texts)
    return perf_counter() - begun


def _ours(store: Store, part: Sequence[Article]) -> tuple[float, int]:
    begun = perf_counter()
    made = sum(done.passages for done in ingest(store, part))
    return perf_counter() - begun, made
