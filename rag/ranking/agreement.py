"""Agreement: raise the confidence of answers that several articles give. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from rag.ranking.short_answer import same_short_answer
from rag.ranking.span_ranking import AnswerCandidate

WEIGHED = 12
"""Candidates that are compared, best first."""
TRUST = 0.5
"""Weight of an article that agrees, relative to one on its own: below 1, as reporters read one another."""


def boost_agreement(ranked: Sequence[AnswerCandidate]) -> list[AnswerCandidate]:
    """Raise the confidence of candidates that several articles give, and sort them; a reprint does not count."""
    first = ranked[:WEIGHED]
    boosted = [replace(candidate, agreement=_agreement(candidate, first)) for candidate in first]
    return sorted(boosted, key=lambda candidate: -candidate.confidence) + list(ranked[WEIGHED:])


def _agreement(candidate: AnswerCandidate, others: Sequence[AnswerCandidate]) -> float:
    """Return the probability that at least one of the candidates that agree, from other articles, is right."""
    wordings, articles = {candidate.words}, {candidate.piece.article.id}
    wrong = 1.0
    for other in others:
        if other.piece.article.id in articles or other.words in wordings or not same_short_answer(candidate, other):
            continue
        articles.add(other.piece.article.id)
        wordings.add(other.words)
        wrong *= 1.0 - TRUST * other.confidence
    return 1.0 - wrong
