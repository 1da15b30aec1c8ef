"""Compose an Answer of the sentences that it quotes: numbered, cited, with references resolved. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from index.text.dates import date_in_words
from index.text.sentences import Span, sentence_spans
from rag.language.attribution import attribution_of
from rag.language.coreference import resolve_reference
from rag.language.dates.resolution import resolved_dates
from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.sentence import Sentence
from rag.retrieval.sources import outlets_beside
from rag.schema.answer import Answer, Notice, Status
from rag.schema.citation import Citation, Claim
from rag.schema.evidence import Evidence

RELATED = 3
"""Nearest passages shown with a refusal."""
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


def refuse(question: str, evidence: Sequence[Evidence], confidence: float = 0.0) -> Answer:
    """Refuse: "not in these articles", with the passages nearest to the question."""
    terms = keywords_of(question, [piece.text for piece in evidence])
    nearest = [Sentence.within(piece, _nearest(terms, piece)) for piece in evidence[:RELATED]]
    reason = (
        "None of the articles says this; the passages nearest to the question are listed as related."
        if evidence
        else "There is no article to answer from: the store is empty, or none meets the conditions."
    )
    return Answer(
        question=question,
        standalone_question=question,
        status="not_found",
        mode="extractive",
        short_answer="",
        confidence=confidence,
        related=tuple(Line(sentence).cited(n) for n, sentence in enumerate(nearest, 1)),
        notices=(Notice("not_found", reason),),
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


def _nearest(terms: Sequence[Keyword], piece: Evidence) -> Span:
    """Return the sentence of a passage that shares most with the question; the first of equals."""
    text = piece.text
    return max(
        sentence_spans(text), key=lambda bounds: term_overlap(terms, text[slice(*bounds)]), default=(0, len(text))
    )
