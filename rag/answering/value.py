"""Answer with the leading value of several reports, and show all others. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.compose import Line, compose_answer
from rag.answering.refusal import RELATED, refuse
from rag.answering.span import SENTENCES, answer_span
from rag.conflicts.detection import ReportedValues
from rag.conflicts.extraction import Report
from rag.conflicts.grouping import Group
from rag.conflicts.relations import RelatedValue
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence
from rag.query.analysis import QuestionAnalysis
from rag.ranking.span_ranking import AnswerCandidate, sentence_of
from rag.schema.answer import Answer, Conflict, Notice
from rag.schema.citation import Citation
from rag.schema.evidence import Evidence

DOUBT = 0.35
"""Error rate of a figure that a single source reports."""

ELSEWHEN = "The articles give this figure only for another time than was asked about."
_PATTERNS = load_patterns("asked_for")
_ASKING = _PATTERNS["asking"]
_HELPING = _PATTERNS["helping"]
MOST, CITED = 12, 3
"""Most values that are listed, and most reports of each that are cited."""


def answer_with_value(
    analysis: QuestionAnalysis,
    evidence: Sequence[Evidence],
    values: ReportedValues,
    ranked: Sequence[AnswerCandidate],
) -> Answer:
    """Answer with the leading value.

    If a sentence states the value outright, quote that sentence. Otherwise answer with the reader's best candidate, and
    prefer those that give the leading value. Refuse if the articles have figures of another time only.
    """
    if values.elsewhen:
        nearest = tuple(Line(sentence).cited(n) for n, sentence in enumerate(values.elsewhen[:RELATED], 1))
        return replace(refuse(analysis.question, evidence), related=nearest, notices=(Notice("other_time", ELSEWHEN),))
    lead = values.told[0].group if values.told else None
    if lead is not None and lead.reports[0].sure == 1.0:
        answer = _stated(analysis.question, lead, ranked)
    else:
        leading = [] if lead is None else [candidate for candidate in ranked if _gives(lead, candidate)]
        others = [candidate for candidate in ranked if candidate not in leading]
        answer = answer_span(analysis, evidence, [*leading, *others])
    return replace(answer, notices=(*answer.notices, *_one_outlet(answer, evidence)))


def _stated(question: str, lead: Group, ranked: Sequence[AnswerCandidate]) -> Answer:
    """Answer with a value that sentences state; quote one sentence of each independent source."""
    chosen = max((candidate.confidence for candidate in ranked if _gives(lead, candidate)), default=0.0)
    confidence = max(chosen, 1.0 - DOUBT ** len(lead.independent))
    places = {(sentence.piece.article.id, sentence.start) for sentence in lead.independent}
    lines = [
        Line(report.sentence, _copies(report, lead), len(lead.independent))
        for report in lead.reports
        if report.place in places
    ]
    return compose_answer(question, lead.value.words, confidence, lines[:SENTENCES])


def _one_outlet(answer: Answer, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """Return a notice if one outlet alone reports it, although others were searched too."""
    others = {piece.article.source for piece in evidence if piece.article.source}
    if answer.status == "not_found" or answer.claims[0].independent_sources > 1 or len(others) < 2:
        return ()
    source = answer.citations[0].article.source
    return (Notice("one_outlet", f"Only one outlet reports this: {source}."),) if source else ()


def _gives(group: Group, candidate: AnswerCandidate) -> bool:
    """Return whether a candidate stands in a sentence that reports the value."""
    sentence = sentence_of(candidate)
    return any(report.place == (sentence.piece.article.id, sentence.start) for report in group.reports)


def _copies(report: Report, group: Group) -> tuple[Sentence, ...]:
    own = report.sentence
    return tuple(
        other.sentence for other in group.reports if other.sentence.key == own.key and other.sentence is not own
    )


def with_conflicts(answer: Answer, analysis: QuestionAnalysis, values: ReportedValues) -> Answer:
    """Add every value that differs from the one that the answer gives, each cited."""
    if len(values.told) < 2 or answer.status == "not_found":
        return answer
    citations = list(answer.citations)
    conflicts = [_conflict(analysis.question, value, citations) for value in values.told[:MOST]]
    notice = Notice("conflict", _difference(conflicts))
    return replace(answer, citations=tuple(citations), conflicts=tuple(conflicts), notices=(*answer.notices, notice))


def _conflict(question: str, value: RelatedValue, citations: list[Citation]) -> Conflict:
    group, newest = value.group, value.group.newest
    article = newest.sentence.piece.article
    return Conflict(
        quantity=quantity_of(question),
        value=group.value.words,
        published=article.updated or article.published,
        source=article.source,
        attribution=next(iter(group.parties), ""),
        kind=value.kind,
        citations=tuple(_numbered(report, citations) for report in _cited(group)),
        scope=value.scope,
        independent_sources=len(group.independent),
    )


def _cited(group: Group) -> list[Report]:
    """Return the newest report of a value, and reports of other independent sources."""
    independent = {(sentence.piece.article.id, sentence.start) for sentence in group.independent}
    own = [report for report in group.reports if report.place in independent]
    return list({report.place: report for report in (group.newest, *own)}.values())[:CITED]


def _numbered(report: Report, citations: list[Citation]) -> int:
    """Return the citation number of a report's sentence; add it to `citations` if it is new."""
    for citation in citations:
        if (citation.article.id, citation.start) == report.place:
            return citation.n
    n = len(citations) + 1
    citations.append(Line(report.sentence).cited(n))
    return n


def _difference(conflicts: Sequence[Conflict]) -> str:
    """Name the other values in a sentence: "Reports differ: others say 41 (the governor), 48 (drones)."."""
    return f"Reports differ; others say {', '.join(_shown(conflict) for conflict in conflicts[1:])}."


def _shown(conflict: Conflict) -> str:
    who = [conflict.scope, conflict.attribution or conflict.source]
    context = ", ".join(part for part in who if part)
    return f"{conflict.value} ({context})" if context else conflict.value


def quantity_of(question: str) -> str:
    """Return what a question asks the value of, in its own words: "missiles intercepted"."""
    bare = _HELPING.sub("", _ASKING.sub("", question.strip(" ?!.")))
    return bare.strip() or question
