"""The extractive answer: the span that answers, and the sentences that carry it, quoted exactly. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from index.sentences import Span as Bounds
from index.sentences import sentence_spans
from rag.agreement import in_agreement
from rag.answer_shape import Answer, Notice
from rag.choose import Choice, choices
from rag.claim import Citation, Claim
from rag.reader import Reading
from rag.retrieve import Evidence
from rag.short_answer import agree, short_answer
from rag.terms import Term, coverage, terms_of

CONFIDENT = 0.2
"""A best choice below this is no answer."""
SENTENCES = 3
"""Sentences of the longest extractive answer."""
BESIDE = 0.5
"""A further sentence must be this sure, relative to the best."""
_NEVER = datetime.max.replace(tzinfo=UTC)
RELATED = 3
"""Nearest passages shown where nothing answers."""


def extract(question: str, evidence: Sequence[Evidence], readings: Sequence[Reading]) -> Answer:
    """The answer that the readings of the evidence amount to, or the nearest passages where they amount to none."""
    ranked = in_agreement(choices(question, evidence, readings))
    if not ranked or ranked[0].confidence < CONFIDENT:
        return _not_found(question, evidence, ranked[0].confidence if ranked else 0.0)
    citations = [_cite_first(n, same) for n, same in enumerate(_sentences(ranked), 1)]
    claims = [Claim(citation.quote, (citation.n,), "supported", ("quoted word for word",)) for citation in citations]
    return Answer(
        question=question,
        standalone_question=question,
        status="answered",
        mode="extractive",
        short_answer=short_answer(ranked[0]),
        confidence=ranked[0].confidence,
        claims=tuple(claims),
        citations=tuple(citations),
    )


def cite(n: int, piece: Evidence, bounds: Bounds) -> Citation:
    """The citation of a stretch of the evidence's text."""
    start, end = piece.start + bounds[0], piece.start + bounds[1]
    return Citation(n, piece.article, piece.hit.passage.id, piece.article.text[start:end], start, end)


def _sentences(ranked: Sequence[Choice]) -> list[list[Choice]]:
    """The choices whose sentences make the answer, best first: a list of those that stand in the same words, each."""
    best = ranked[0]
    found: dict[str, list[Choice]] = {}
    for choice in sorted(ranked, key=lambda choice: not agree(choice, best)):
        if choice.words in found:
            found[choice.words].append(choice)
        elif len(found) < SENTENCES and (choice is best or _belongs(choice, best)):
            found[choice.words] = [choice]
    return list(found.values())


def _belongs(choice: Choice, best: Choice) -> bool:
    """Whether a further sentence says the same as the best, or is nearly as sure to answer."""
    if choice.confidence < CONFIDENT:
        return False
    return agree(choice, best) or choice.confidence >= BESIDE * best.confidence


def _cite_first(n: int, same: Sequence[Choice]) -> Citation:
    """The citation of a sentence where it was published first, with the other outlets that carry it word for word."""
    first = min(same, key=lambda choice: choice.piece.article.published or _NEVER)
    names = dict.fromkeys(choice.piece.article.source for choice in same)
    others = tuple(name for name in names if name and name != first.piece.article.source)
    return replace(cite(n, first.piece, first.sentence), also_in=others)


def _not_found(question: str, evidence: Sequence[Evidence], confidence: float) -> Answer:
    terms = terms_of(question, [piece.text for piece in evidence])
    related = tuple(cite(n, piece, _nearest_sentence(terms, piece)) for n, piece in enumerate(evidence[:RELATED], 1))
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
        related=related,
        notices=(Notice("not_found", reason),),
    )


def _nearest_sentence(terms: Sequence[Term], piece: Evidence) -> Bounds:
    """The sentence of a passage that shares most with the question; the first of them where several do."""
    text = piece.text
    return max(sentence_spans(text), key=lambda bounds: coverage(terms, text[slice(*bounds)]), default=(0, len(text)))
