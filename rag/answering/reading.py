"""Read the evidence with the reading model: find spans that may answer, or judge claims by sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.yes_no import JudgedClaim, entailment_checks, judged_claims
from rag.query.analysis import QuestionAnalysis
from rag.ranking.best_first import read_best_first
from rag.ranking.lexical_adaptation import adapt_wording
from rag.ranking.name_forms import adapt_names
from rag.ranking.span_ranking import AnswerCandidate, SpanScorer, rank_candidates
from rag.reader.model import Reader
from rag.schema.evidence import Evidence

READ = 10
"""Passages that the reader is given: with more, the reader's own mistakes outweigh what search had missed."""

Pair = tuple[str, str]
"""A question, and the passage to read for it."""


@dataclass(frozen=True, slots=True)
class EvidenceReading:
    """What the reader finds in the evidence.

    Attributes:
        candidates: Spans that may answer, best first.
        judged: The claims of a yes-or-no question, each with its sentences.
    """

    candidates: tuple[AnswerCandidate, ...] = ()
    judged: tuple[JudgedClaim, ...] = ()


def read_evidence(analysis: QuestionAnalysis, evidence: Sequence[Evidence], reader: Reader) -> EvidenceReading:
    """Read the evidence as the question type needs it; overviews and questions of order need no reader."""
    if analysis.question_type in ("overview", "order"):
        return EvidenceReading()
    if analysis.question_type == "yes_no":
        checks = entailment_checks(analysis, evidence)
        scores = reader.entailment([check.pair for check in checks])
        return EvidenceReading(judged=tuple(judged_claims(analysis, evidence, checks, scores)))
    return EvidenceReading(tuple(_candidates(analysis, evidence[:READ], reader)))


def _candidates(analysis: QuestionAnalysis, evidence: Sequence[Evidence], reader: Reader) -> list[AnswerCandidate]:
    """Return the spans that the reader finds, best first.

    An article says "on Thursday" of what happened on 3 November. So a question with a time is read twice, with the
    time and without it, and all passages are read: one about that time may win, however little else speaks for it.
    """
    timeless = analysis.without_times()
    scorer = SpanScorer.of(timeless, evidence)
    pairs = reading_pairs(analysis.question, evidence)
    if not analysis.events:
        return rank_candidates(scorer, evidence, read_best_first(reader, scorer, evidence, pairs))
    readings = reader.read_pairs([*pairs, *reading_pairs(timeless.question, evidence)])
    return rank_candidates(scorer, [*evidence, *evidence], readings)


def reading_pairs(question: str, evidence: Sequence[Evidence]) -> list[Pair]:
    """Return (question, passage) for each item of the evidence, the question in the words and names of its passage."""
    texts = [item.text for item in evidence]
    worded = adapt_wording(question, texts)
    return [(adapt_names(words, item), item.text) for words, item in zip(worded, evidence, strict=True)]
