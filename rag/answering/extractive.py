"""The extractive answer, in the way that its question wants: quoted exactly, cited, nothing invented. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering.comparison import answer_comparison, answer_which_first
from rag.answering.compose import refuse
from rag.answering.definition import answer_definition, is_name
from rag.answering.digest import answer_digest
from rag.answering.listing import answer_list
from rag.answering.one_sided import one_sided
from rag.answering.quotation import answer_quotation, is_about_speaker
from rag.answering.reason import answer_reason
from rag.answering.value import answer_with_value, with_conflicts
from rag.answering.yes_no import answer_yes_no, entailment_checks
from rag.conflicts.differing import reported_values
from rag.conflicts.value import COUNTING
from rag.language.dates.interval import Interval
from rag.query.answer_type import answer_type_of
from rag.query.question_type import QuestionType, identity_of, question_type_of, topic_of
from rag.query.sides import compared_sides
from rag.query.time_scope import without_times
from rag.ranking.agreement import boost_agreement
from rag.ranking.lexical_adaptation import adapt_wording
from rag.ranking.name_forms import adapt_names
from rag.ranking.span_ranking import rank_candidates, sentence_of
from rag.ranking.timely import evidence_of_time, other_time_notices, rank_by_time
from rag.reader.model import EntailmentScores, Reading
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence

READ = 10
"""Passages that the reader is given: with more, the reader's own mistakes outweigh what search had missed."""
SURVEYED = 40
"""Passages that a digest is made from: they are not read, only looked through."""
FIGURES = 100
"""Passages that are looked through for other figures, where one is asked for."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question is to be answered: in which way, from which searches, and how many passages of each."""

    way: QuestionType
    queries: tuple[str, ...]
    passages: int


def plan(question: str) -> Plan:
    """How `question` is to be answered, by its form."""
    way = question_type_of(question)
    sides = compared_sides(question) if way in ("order", "comparison") else None
    if way == "overview":
        return Plan(way, (topic_of(question) or question,), SURVEYED)
    counts = way == "span" and answer_type_of(question) in COUNTING
    return Plan(way, (question, *(sides or ())), FIGURES if counts else READ)


def reading_pairs(way: QuestionType, question: str, evidence: Sequence[Evidence]) -> list[Pair]:
    """What the reader is to find the answer in: (question, passage), one for each of the first READ pieces of evidence;
    nothing where the way needs no span."""
    if way in ("overview", "order", "yes_no"):
        return []
    texts = [piece.text for piece in evidence[:READ]]
    asked = (
        adapt_names(worded, piece) for worded, piece in zip(adapt_wording(question, texts), evidence, strict=False)
    )
    return list(zip(asked, texts, strict=True))


def entailment_pairs(way: QuestionType, question: str, evidence: Sequence[Evidence]) -> list[Pair]:
    """The claims that the reader is asked to hold against sentences: (claim, sentence)."""
    return [check.pair for check in entailment_checks(question, evidence)] if way == "yes_no" else []


def extract_answer(
    way: QuestionType,
    question: str,
    evidence: Sequence[Evidence],
    readings: Sequence[Reading],
    supports: Sequence[EntailmentScores] = (),
    events: Sequence[Interval] = (),
) -> Answer:
    """The answer that the evidence, its readings and what it makes of the claims amount to; not found where that is
    nothing. `events` are the times that the question asks about: `readings` are then of the question as it stands, and
    after these of it without them."""
    if way == "overview":
        return answer_digest(question, evidence, events)
    if way == "order":
        return answer_which_first(question, evidence)
    if way == "yes_no":
        return answer_yes_no(question, evidence, supports)
    everything, evidence, plain = evidence, evidence[:READ], without_times(question, events)
    read = [*evidence, *evidence] if events else evidence  # with the time, and without
    ranked = boost_agreement(rank_by_time(rank_candidates(plain, read, readings), events))
    found: Answer | None = None
    if way == "definition":
        found = answer_definition(question, identity_of(question), evidence)
    elif way == "quotation":
        timely = evidence_of_time(evidence, events)
        found = answer_quotation(plain, timely, ranked) or answer_quotation(plain, evidence, ranked)
        found = found and replace(found, question=question, standalone_question=question)
    elif way == "comparison":
        found = answer_comparison(question, evidence)
    elif way == "list":
        found = answer_list(question, evidence, ranked)
    if found:
        return found
    if way == "quotation" and not (ranked and is_about_speaker(question, sentence_of(ranked[0]))):
        refused = refuse(question, evidence)
        return replace(refused, notices=(*one_sided(question, evidence), *refused.notices))
    whole = way in ("reason", "quotation") or (way == "definition" and is_name(identity_of(question), evidence))
    if whole:
        return answer_reason(question, evidence, ranked)
    values = reported_values(question, everything, ranked, events)
    found = answer_with_value(question, evidence, values, ranked)
    if found.status != "not_found" and ranked and not values.told:
        found = replace(found, notices=(*found.notices, *other_time_notices(ranked[0], events)))
    return with_conflicts(found, question, values)


def add_conflicts_to_written(
    written: Answer, way: QuestionType, question: str, evidence: Sequence[Evidence], events: Sequence[Interval] = ()
) -> Answer:
    """An answer that a language model wrote, with the figures that the evidence gives for what was asked."""
    if way != "span" or answer_type_of(question) not in COUNTING:
        return written
    return with_conflicts(written, question, reported_values(question, evidence, (), events))
