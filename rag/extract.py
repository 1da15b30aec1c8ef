"""The extractive answer: the span that answers, and the sentences that carry it, quoted exactly."""

from collections.abc import Sequence

from index.sentences import sentence_spans
from rag.answer_shape import Answer
from rag.claim import Citation, Claim
from rag.reader import Reading
from rag.retrieve import Evidence


def extract(question: str, evidence: Sequence[Evidence], readings: Sequence[Reading]) -> Answer:
    """The answer that the readings of the evidence amount to."""
    ranked = sorted(zip(evidence, readings, strict=True), key=lambda pair: -pair[1].margin)
    if not ranked or ranked[0][1].margin < 0:
        related = tuple(cite(n, piece, 0, 200) for n, piece in enumerate(evidence[:3], 1))
        return Answer(question, question, "not_found", "extractive", "", 0.0, related=related)
    piece, reading = ranked[0]
    start, end = next(s for s in sentence_spans(piece.hit.passage.text) if s[1] >= reading.end)
    citation = cite(1, piece, start, end)
    claim = Claim(citation.quote, (1,), "supported")
    return Answer(question, question, "answered", "extractive", reading.text, 0.5, (claim,), (citation,))


def cite(n: int, piece: Evidence, start: int, end: int) -> Citation:
    passage = piece.hit.passage
    low, high = passage.start + start, min(passage.start + end, passage.end)
    return Citation(n, piece.article, passage.id, piece.article.text[low:high], low, high)
