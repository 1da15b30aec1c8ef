"""Refuse to answer: "not in these articles", with the nearest passages. Pure."""

from collections.abc import Sequence

from index.text.sentences import Span, sentence_spans
from rag.answering.compose import Line
from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.sentences import Sentence
from rag.schema.answer import Answer, Notice
from rag.schema.evidence import Evidence

RELATED = 3
"""Nearest passages shown with a refusal."""


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


def _nearest(terms: Sequence[Keyword], piece: Evidence) -> Span:
    """Return the sentence of a passage that shares most with the question; the first of equals."""
    text = piece.text
    return max(
        sentence_spans(text), key=lambda bounds: term_overlap(terms, text[slice(*bounds)]), default=(0, len(text))
    )
