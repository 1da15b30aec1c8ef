"""The extractive answer: the span that answers, and the sentences that carry it, quoted exactly. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.sentences import Span as Bounds
from index.sentences import sentence_spans
from rag.answer_shape import Answer, Notice
from rag.choose import Choice, choices
from rag.claim import Citation, Claim
from rag.reader import Reading
from rag.retrieve import Evidence
from rag.short_answer import agree, short_answer
from rag.terms import Term, coverage, terms_of

CONFIDENT = 0.3
"""A best choice below this is no answer."""
SENTENCES = 3
"""Sentences of the longest extractive answer."""
BESIDE = 0.5
"""A further sentence must be this sure, relative to the best."""
RELATED = 3
"""Nearest passages shown where nothing answers."""


def extract(question: str, evidence: Sequence[Evidence], readings: Sequence[Reading]) -> Answer:
    """The answer that the readings of the evidence amount to, or the nearest passages where they amount to none."""
    ranked = choices(question, evidence, readings)
    if not ranked or ranked[0].confidence < CONFIDENT:
        return _not_found(question, evidence, ranked[0].confidence if ranked else 0.0)
    chosen = _sentences(ranked)
    citations = [cite(n, choice.piece, choice.sentence) for n, (choice, _) in enumerate(chosen, 1)]
    claims = [
        Claim(citation.quote, (citation.n,), "supported", ("quoted word for word",)) for citation in citations
    ]
    return Answer(
        question=question,
        standalone_question=question,
        status="answered",
        mode="extractive",
        short_answer=short_answer(ranked[0]),
        confidence=ranked[0].confidence,
        claims=tuple(claims),
        citations=tuple(
            replace(citation, also_in=_outlets(citation, same)) for citation, (_, same) in zip(citations, chosen, strict=True)
        ),
    )


def cite(n: int, piece: Evidence, bounds: Bounds) -> Citation:
    """The citation of a stretch of the evidence's text."""
    start, end = piece.start + bounds[0], piece.start + bounds[1]
    return Citation(n, piece.article, piece.hit.passage.id, piece.article.text[start:end], start, end)


def _sentences(ranked: Sequence[Choice]) -> list[tuple[Choice, list[Choice]]]:
    """The choices whose sentences make the answer, best first, each with the others that stand in the same words."""
    best = ranked[0]
    found: list[tuple[Choice, list[Choice]]] = []
    seen: dict[str, list[Choice]] = {}
    for choice in ranked:
        words = _words(choice)
        if words in seen:
            seen[words].append(choice)
        elif len(found) < SENTENCES and (choice is best or _belongs(choice, best)):
            seen[words] = []
            found.append((choice, seen[words]))
    return found


def _belongs(choice: Choice, best: Choice) -> bool:
    """Whether a further sentence says the same as the best, or is nearly as sure to answer."""
    if choice.confidence < CONFIDENT:
        return False
    return agree(choice, best) or choice.confidence >= BESIDE * best.confidence


def _words(choice: Choice) -> str:
    return " ".join(choice.piece.text[slice(*choice.sentence)].casefold().split())


def _outlets(citation: Citation, same: Iterable[Choice]) -> tuple[str, ...]:
    """The other publishers whose articles carry the cited sentence word for word."""
    names = (choice.piece.article.source for choice in same if choice.piece.article.id != citation.article.id)
    return tuple(dict.fromkeys(name for name in names if name and name != citation.article.source))


def _not_found(question: str, evidence: Sequence[Evidence], confidence: float) -> Answer:
    terms = terms_of(question, [piece.text for piece in evidence])
    related = tuple(
        cite(n, piece, _nearest_sentence(terms, piece)) for n, piece in enumerate(evidence[:RELATED], 1)
    )
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
