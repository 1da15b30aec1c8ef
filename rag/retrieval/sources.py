"""The passages that a question is about to be answered from, as citations: to be shown while it is."""

from collections.abc import Iterable, Sequence

from rag.schema.citation import Citation
from rag.schema.evidence import Evidence


def retrieved_citations(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Each passage whole, numbered in the order of the search. The numbers are not those of the answer's citations."""
    return tuple(_cited(n, piece) for n, piece in enumerate(evidence, 1))


def _cited(n: int, piece: Evidence) -> Citation:
    passage = piece.hit.passage
    of = (n, piece.article, passage.id, passage.text, passage.start, passage.end)
    return Citation(*of, outlets_beside(piece, ()), corrected=piece.corrected, agency=piece.origin.agency)


def outlets_beside(cited: Evidence, others: Iterable[Evidence]) -> tuple[str, ...]:
    """The outlets that a citation of `cited` is also in: those of `others`, which have the same words, and of all that
    print the article of any of them; none twice."""
    names: dict[str, str] = {}
    for piece in (cited, *others):
        for name in (piece.article.source, *piece.origin.outlets):
            names.setdefault(name.casefold(), name)
    return tuple(name for key, name in names.items() if key not in ("", cited.article.source.casefold()))
