"""Rerank hits by the reader's scores."""

from collections.abc import Sequence
from dataclasses import replace

from index.search.search import Hit
from rag.reader.model import Reader

READ = 12
"""Hits that the reader reads; the rest keep their order behind them."""
RERANK_WEIGHT = 0.2
"""Weight of a unit of the reader's margin, in standard deviations of the search scores. Set by hand, below what
encyclopaedic questions want (0.6): on texts unlike its training data the reader is less reliable."""


def rerank(reader: Reader, query: str, hits: Sequence[Hit]) -> list[Hit]:
    """Reorder the first READ hits by search and reader together.

    Args:
        reader: The reading model.
        query: Stand-alone question.
        hits: Search hits, best first.

    Returns:
        All hits; `reader` of those that were read is the margin of the best span over "no answer" (logits).
    """
    first = hits[:READ]
    readings = reader.read(query, [hit.passage.text for hit in first])
    read = [replace(hit, reader=reading.margin) for hit, reading in zip(first, readings, strict=True)]
    read.sort(key=lambda hit: -(hit.score + RERANK_WEIGHT * (hit.reader or 0.0)))
    return [*read, *hits[READ:]]
