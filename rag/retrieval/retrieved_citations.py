"""The retrieved passages as citations, to be shown before the answer."""

from collections.abc import Iterable, Sequence

from rag.schema.citation import Citation
from rag.schema.evidence import Evidence


def retrieved_citations(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Cite each passage whole, in the order of the search; the answer numbers its citations otherwise."""
    return tuple(_cited(n, piece) for n, piece in enumerate(evidence, 1))


def _cited(n: int, piece: Evidence) -> Citation:
    passage = piece.hit.passage
    place = (n, piece.article, passage.id, passage.text, passage.start, passage.end)
    return Citation(*place, outlets_beside(piece, ()), corrected=piece.corrected, agency=piece.origin.agency)


def outlets_beside(cited: Evidence, others: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the other outlets that carry a citation's words, none twice.

    Args:
        cited: The evidence that is cited.
        others: Evidence with the same words. Outlets that print any of these articles count too.
    """
    names: dict[str, str] = {}
    for piece in (cited, *others):
        for name in (piece.article.source, *piece.origin.outlets):
            names.setdefault(name.casefold(), name)
    return tuple(name for key, name in names.items() if key not in ("", cited.article.source.casefold()))
