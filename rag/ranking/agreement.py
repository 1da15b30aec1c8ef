"""What several articles say is surer than what one says. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from rag.ranking.short_answer import same_short_answer
from rag.ranking.span_ranking import AnswerCandidate

WEIGHED = 12
"""Choices that are compared, from the best on."""
TRUST = 0.5
"""What an article in agreement counts, relative to one that stood alone: reporters read one another."""


def boost_agreement(ranked: Sequence[AnswerCandidate]) -> list[AnswerCandidate]:
    """The choices, each as sure as all that say the same make it, best first. A reprint says nothing of its own."""
    first = ranked[:WEIGHED]
    raised = [replace(choice, agreement=_agreement(choice, first)) for choice in first]
    return sorted(raised, key=lambda choice: -choice.confidence) + list(ranked[WEIGHED:])


def _agreement(choice: AnswerCandidate, others: Sequence[AnswerCandidate]) -> float:
    """The probability that at least one of the others, each in its own article and words, would be right."""
    heard, articles = {choice.words}, {choice.piece.article.id}
    wrong = 1.0
    for other in others:
        if other.piece.article.id in articles or other.words in heard or not same_short_answer(choice, other):
            continue
        articles.add(other.piece.article.id)
        heard.add(other.words)
        wrong *= 1.0 - TRUST * other.confidence
    return 1.0 - wrong
