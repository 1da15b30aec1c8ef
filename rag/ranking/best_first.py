"""Passages read best first, and no further than where nothing left can win."""

from collections.abc import Sequence

from rag.ranking.span_ranking import SpanScorer
from rag.reader.model import Reader, Reading
from rag.schema.evidence import Evidence

AT_A_TIME = 4
"""Passages read side by side before the question is asked whether to go on."""


def read_best_first(
    reader: Reader, scorer: SpanScorer, evidence: Sequence[Evidence], pairs: Sequence[tuple[str, str]]
) -> list[Reading]:
    """Readings of the first pieces of evidence (each a pair of question and text), as many as can make a difference."""
    readings: list[Reading] = []
    best = float("-inf")
    for low in range(0, len(pairs), AT_A_TIME):
        left = evidence[low : len(pairs)]
        if max(scorer.reach(piece) for piece in left) <= best:
            break
        some = reader.read_pairs(pairs[low : low + AT_A_TIME])
        best = max(best, *(scorer.best(piece, reading) for piece, reading in zip(left, some, strict=False)))
        readings += some
    return readings
