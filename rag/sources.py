"""The passages that a question is about to be answered from, as citations: to be shown while it is."""

from collections.abc import Sequence

from rag.claim import Citation
from rag.compose.shape import outlets_beside
from rag.retrieve import Evidence


def sources_of(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Each passage whole, numbered in the order of the search. The numbers are not those of the answer's citations."""
    return tuple(_cited(n, piece) for n, piece in enumerate(evidence, 1))


def _cited(n: int, piece: Evidence) -> Citation:
    passage = piece.hit.passage
    of = (n, piece.article, passage.id, passage.text, passage.start, passage.end)
    return Citation(*of, outlets_beside(piece, ()), corrected=piece.corrected, agency=piece.origin.agency)
