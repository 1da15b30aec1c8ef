"""Compose an Answer of the sentences that it quotes: numbered, cited, with references resolved. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from index.text.dates import date_in_words
from rag.language.attribution import attribution_of
from rag.language.coreference import resolve_reference
from rag.language.dates.resolution import resolved_dates
from rag.language.sentences import Sentence
from rag.retrieval.retrieved_citations import outlets_beside
from rag.schema.answer import Answer, Notice, Status
from rag.schema.citation import Citation, Claim

_NEVER = datetime.max.replace(tzinfo=UTC)
_COUNTS = ("", "", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
QUOTED = ("quoted word for word",)
"""Reasons of a claim that is quoted."""


@dataclass(frozen=True, slots=True)
class Line:
    """The sentence that one claim of an answer quotes.

    `copies` are the same words in other articles, `sources` counts the independent sources. `dated` puts the day of
    publication before the sentence.
    """

    sentence: Sentence
    copies: tuple[Sentence, ...] = ()
    sources: int = 1
    dated: bool = False

    @property
    def text(self) -> str:
        """The claim's text: the sentence, with references resolved in square brackets."""
        day = self.first.day if self.dated else None
        return f"[{date_in_words(day)}] {resolve_reference(self.first)}" if day else resolve_reference(self.first)

    @property
    def first(self) -> Sentence:
        """The sentence in the original article, else in the first that was published."""
        return min((self.sentence, *self.copies), key=lambda copy: (not copy.piece.is_original, _published(copy)))

    def cited(self, n: int) -> Citation:
        """Cite the original, with the other outlets that carry it word for word or print its article."""
        first = self.first
        others = outlets_beside(first.piece, (copy.piece for copy in (self.sentence, *self.copies)))
        piece = first.piece
        return Citation(
            n,
            piece.article,
            piece.hit.passage.id,
            first.text,
            first.start,
            first.end,
            others,
            resolved_dates(piece.article, first.start, first.end),
            piece.corrected,
            piece.origin.agency,
        )


def compose_answer(
    question: str, short: str, confidence: float, lines: Sequence[Line], status: Status = "answered", *notices: Notice
) -> Answer:
    """Compose an answer of these lines, in order; a notice says if several outlets agree on the first."""
    citations = tuple(line.cited(n) for n, line in enumerate(lines, 1))
    claims = tuple(
        Claim(line.text, (n,), "supported", QUOTED, line.sources, attribution_of(line.first))
        for n, line in enumerate(lines, 1)
    )
    return Answer(
        question=question,
        standalone_question=question,
        status=status,
        mode="extractive",
        short_answer=short,
        confidence=confidence,
        claims=claims,
        citations=citations,
        notices=(*notices, *_agreement(lines)),
    )


def in_print(items: Sequence[str]) -> str:
    """Join items as in print: "Kyiv, Lviv and Kharkiv"."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def _agreement(lines: Sequence[Line]) -> tuple[Notice, ...]:
    sources = lines[0].sources if lines else 1
    if sources < 2:
        return ()
    count = _COUNTS[sources] if sources < len(_COUNTS) else str(sources)
    return (Notice("agreement", f"{count} articles say this independently."),)


def _published(sentence: Sentence) -> datetime:
    return sentence.piece.article.published or _NEVER
