"""Read passages best first, and stop when no further passage can win."""

from collections.abc import Sequence

from rag.ranking.span_ranking import SpanScorer
from rag.reader.model import Reader, Reading
from rag.schema.evidence import Evidence

AT_A_TIME = 4
"""Passages read together before the next check whether to go on."""


def read_best_first(
    reader: Reader, scorer: SpanScorer, evidence: Sequence[Evidence], pairs: Sequence[tuple[str, str]]
) -> list[Reading]:
    """Return readings of the first pieces of evidence, as many as can change the best span.

    Args:
        reader: The reading model.
        scorer: Scores the spans for the question.
        evidence: Passages, best first.
        pairs: For each passage, the question and the text as the reader gets them.
    """
    readings: list[Reading] = []
    best = float("-inf")
    for low in range(0, len(pairs), AT_A_TIME):
        left = evidence[low : len(pairs)]
        if max(scorer.reach(piece) for piece in left) <= best:
            break
        batch = reader.read_pairs(pairs[low : low + AT_A_TIME])
        best = max(best, *(scorer.best(piece, reading) for piece, reading in zip(left, batch, strict=False)))
        readings += batch
    return readings
