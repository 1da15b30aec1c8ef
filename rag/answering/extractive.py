"""Build the extractive answer for a question type: quoted exactly, cited, nothing invented. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.comparison import answer_comparison, answer_which_first
from rag.answering.definition import answer_definition, is_name
from rag.answering.digest import answer_digest
from rag.answering.listing import answer_list
from rag.answering.one_sided import one_sided
from rag.answering.quotation import answer_quotation, is_about_speaker
from rag.answering.reading import READ, EvidenceReading
from rag.answering.reason import answer_reason
from rag.answering.refusal import refuse
from rag.answering.value import answer_with_value, with_conflicts
from rag.answering.yes_no import answer_yes_no
from rag.conflicts.detection import reported_values
from rag.query.analysis import QuestionAnalysis
from rag.ranking.agreement import boost_agreement
from rag.ranking.rank_by_time import evidence_of_time, other_time_notices, rank_by_time
from rag.ranking.span_ranking import AnswerCandidate, sentence_of
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence

SURVEYED = 40
"""Passages that a digest is made from: they are searched, but the model does not read them."""
FIGURES = 100
"""Passages that are searched for other figures, if the question asks for one."""


def passages_wanted(analysis: QuestionAnalysis) -> int:
    """Return how many passages to search for with each query."""
    if analysis.question_type == "overview":
        return SURVEYED
    return FIGURES if analysis.is_quantity else READ


def extract_answer(analysis: QuestionAnalysis, evidence: Sequence[Evidence], reading: EvidenceReading) -> Answer:
    """Build the answer from the evidence.

    Args:
        analysis: The question.
        evidence: Passages, best first.
        reading: What the reader found in this evidence.

    Returns:
        The answer; its status is "not_found" if the evidence does not answer.
    """
    if analysis.question_type == "overview":
        return answer_digest(analysis, evidence)
    if analysis.question_type == "order":
        return answer_which_first(analysis, evidence)
    if analysis.question_type == "yes_no":
        return answer_yes_no(analysis, evidence, reading.judged)
    ranked = boost_agreement(rank_by_time(reading.candidates, analysis.events))
    return _by_type(analysis, evidence[:READ], ranked) or _by_span(analysis, evidence, ranked)


def add_conflicts_to_written(written: Answer, analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Answer:
    """Add the figures that the evidence reports to an answer that a language model wrote."""
    if not analysis.is_quantity:
        return written
    return with_conflicts(written, analysis, reported_values(analysis, evidence, ()))


def _by_type(
    analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]
) -> Answer | None:
    """Build the answer that only this question type has; None if there is none."""
    match analysis.question_type:
        case "definition":
            return answer_definition(analysis, evidence)
        case "quotation":
            return _quotation(analysis, evidence, ranked)
        case "comparison":
            return answer_comparison(analysis, evidence)
        case "list":
            return answer_list(analysis, evidence, ranked)
    return None


def _quotation(
    analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]
) -> Answer | None:
    """Quote the speaker, first from the evidence of the time asked for; refuse if only others speak."""
    timely, timeless = evidence_of_time(evidence, analysis.events), analysis.without_times()
    answer = answer_quotation(timeless, timely, ranked) or answer_quotation(timeless, evidence, ranked)
    if answer:
        return replace(answer, question=analysis.question, standalone_question=analysis.question)
    if ranked and is_about_speaker(analysis, sentence_of(ranked[0])):
        return None
    refused = refuse(analysis.question, evidence)
    return replace(refused, notices=(*one_sided(analysis, evidence), *refused.notices))


def _by_span(analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]) -> Answer:
    """Build the answer from the best span: its whole sentence for a reason or a saying, else a value."""
    question_type, first = analysis.question_type, evidence[:READ]
    names_subject = question_type == "definition" and is_name(analysis.subject, first)
    if names_subject or question_type in ("reason", "quotation"):
        return answer_reason(analysis, first, ranked)
    values = reported_values(analysis, evidence, ranked)
    answer = answer_with_value(analysis, first, values, ranked)
    if answer.status != "not_found" and ranked and not values.told:
        answer = replace(answer, notices=(*answer.notices, *other_time_notices(ranked[0], analysis.events)))
    return with_conflicts(answer, analysis, values)
