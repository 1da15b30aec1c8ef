"""Hits put in the reader's order."""

from collections.abc import Sequence
from dataclasses import replace

from index.search.search import Hit
from rag.reader.model import Reader

READ = 12
"""Hits that the reader looks at; the rest keep their order behind them."""
RERANK_WEIGHT = 0.2
"""What a unit of its margin counts beside a deviation of each search's scores. Encyclopaedic questions want 0.6
(`training/rank.py`); of texts unlike those that it has learnt from, the reader knows less."""


def rerank(reader: Reader, query: str, hits: Sequence[Hit]) -> list[Hit]:
    """`hits` with the first READ of them ordered by search and reader together; their `reader` is how far the best
    span is above "no answer"."""
    first = hits[:READ]
    readings = reader.read(query, [hit.passage.text for hit in first])
    read = [replace(hit, reader=reading.margin) for hit, reading in zip(first, readings, strict=True)]
    read.sort(key=lambda hit: -(hit.score + RERANK_WEIGHT * (hit.reader or 0.0)))
    return [*read, *hits[READ:]]
