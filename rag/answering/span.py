"""Answer with a few words, and cite one to three sentences. Pure."""

from collections.abc import Sequence

from rag.answering.compose import Line, compose_answer
from rag.answering.refusal import refuse
from rag.language.dates.resolution import is_day_of
from rag.language.patterns import load_patterns
from rag.language.sentences import independent_sentences, same_statement
from rag.query.analysis import QuestionAnalysis
from rag.ranking.short_answer import same_short_answer, short_answer
from rag.ranking.span_ranking import FEATURES, AnswerCandidate, sentence_of
from rag.ranking.thresholds import CONFIDENT, answer_threshold
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence

_ABOUT = FEATURES.index("in_window")
SENTENCES = 3
"""Most sentences of such an answer."""
BESIDE = 0.5
"""Confidence of a further sentence, relative to the best."""
FINER = 0.8
"""Confidence of a candidate that names a day of the best one's month, relative to the best."""
_PATTERNS = load_patterns("asked_for")
_ASKS_LONGER = _PATTERNS["asks_longer"]


def answer_span(analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]) -> Answer:
    """Answer with the best candidate's short answer; refuse if even the best is not sure enough."""
    question = analysis.question
    least = answer_threshold(question, evidence) if ranked else 0.0
    if not ranked or ranked[0].confidence < least:
        return refuse(question, evidence, ranked[0].confidence if ranked else 0.0)
    best = _finest(analysis, ranked, least)
    others = [candidate for candidate in ranked if candidate is not best]
    short = short_answer(best, analysis.answer_type, question)
    return compose_answer(question, short, best.confidence, lines_for([best, *others]))


def _finest(analysis: QuestionAnalysis, ranked: Sequence[AnswerCandidate], least: float) -> AnswerCandidate:
    """Return the best candidate, or a finer one if the best names only a month or year.

    A finer candidate names a day of that time, is nearly as sure, and has at least the confidence `least`.
    """
    best, kind, question = ranked[0], analysis.answer_type, analysis.question
    if kind != "date" or _ASKS_LONGER.search(question):
        return best
    span = short_answer(best, kind, question)
    sure = (candidate for candidate in ranked[1:] if candidate.confidence >= max(least, FINER * best.confidence))
    return next((candidate for candidate in sure if is_day_of(short_answer(candidate, kind, question), span)), best)


def lines_for(ranked: Sequence[AnswerCandidate]) -> list[Line]:
    """Return the sentences of the answer: first the best candidate's, then those that agree with it."""
    best = ranked[0]
    agreeing = [
        candidate for candidate in ranked if candidate.confidence >= CONFIDENT and same_short_answer(candidate, best)
    ]
    sources = len(independent_sentences([sentence_of(candidate) for candidate in agreeing] or [sentence_of(best)]))
    lines: list[Line] = []
    for candidate in sorted(ranked, key=lambda candidate: not same_short_answer(candidate, best)):
        sentence = sentence_of(candidate)
        if candidate is not best and not _belongs(candidate, best):
            continue
        if any(same_statement(sentence, line.sentence) for line in lines) or len(lines) == SENTENCES:
            continue
        copies = [sentence_of(other) for other in ranked if other.words == candidate.words and other is not candidate]
        lines.append(Line(sentence, tuple(copies), sources if same_short_answer(candidate, best) else 1))
    return lines


def _belongs(candidate: AnswerCandidate, best: AnswerCandidate) -> bool:
    """Return whether a further sentence is about the question, and agrees with the best or is nearly as sure."""
    if candidate.confidence < CONFIDENT or 2 * candidate.features[_ABOUT] < best.features[_ABOUT]:
        return False
    return same_short_answer(candidate, best) or candidate.confidence >= BESIDE * best.confidence
