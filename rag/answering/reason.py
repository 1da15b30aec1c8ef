"""Answer why and how, with a sentence or two. Pure."""

from collections.abc import Sequence

from rag.answering.compose import Line, compose_answer
from rag.answering.refusal import refuse
from rag.answering.span import BESIDE
from rag.language.coreference import with_references
from rag.language.patterns import load_patterns
from rag.language.sentences import same_statement
from rag.query.analysis import QuestionAnalysis
from rag.ranking.span_ranking import AnswerCandidate, sentence_of
from rag.ranking.thresholds import CONFIDENT, answer_threshold
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence

SENTENCES = 2
"""Most sentences of the answer."""
_PATTERNS = load_patterns("reasons")
_ASKS_HOW = _PATTERNS["asks_how"]
_STRONG = _PATTERNS["strong"]
_WEAK = _PATTERNS["weak"]
UNEXPLAINED = 0.25
"""Added to the threshold for a sentence without a word of cause: it may only say that something happened."""
WEIGHED = 8
"""Candidates whose order words of cause may change."""


def answer_reason(
    analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]
) -> Answer:
    """Answer with the sentence that gives the reason, and with a second one if it is nearly as sure."""
    question = analysis.question
    if not ranked or ranked[0].confidence < answer_threshold(question, evidence):
        return refuse(question, evidence, ranked[0].confidence if ranked else 0.0)
    sure = [candidate for candidate in ranked[:WEIGHED] if candidate.confidence >= CONFIDENT]
    why = not _ASKS_HOW.match(question)
    ordered = sorted(sure, key=lambda candidate: -(candidate.confidence + (cause(candidate) if why else 0.0)))
    best = ordered[0]
    if why and cause(best) == 0.0 and best.confidence < answer_threshold(question, evidence) + UNEXPLAINED:
        return refuse(question, evidence, best.confidence)
    lines: list[Line] = []
    for candidate in ordered:
        sentence = sentence_of(candidate)
        near = candidate is best or candidate.confidence >= BESIDE * best.confidence
        if near and len(lines) < SENTENCES and not any(same_statement(sentence, line.sentence) for line in lines):
            copies = [
                sentence_of(other) for other in ranked if other.words == candidate.words and other is not candidate
            ]
            lines.append(Line(sentence, tuple(copies)))
    return compose_answer(question, with_references(lines[0].first), best.confidence, lines)


def cause(candidate: AnswerCandidate) -> float:
    """Return the bonus for words of cause in a candidate's sentence."""
    text = candidate.piece.text[slice(*candidate.sentence)]
    return 0.2 if _STRONG.search(text) else 0.05 if _WEAK.search(text) else 0.0
