"""Answer with the leading value of several reports, and show all others. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.compose import RELATED, Line, compose_answer, refuse
from rag.answering.span import SENTENCES, answer_span
from rag.conflicts.differing import ReportedValues
from rag.conflicts.extraction import Report
from rag.conflicts.grouping import Group
from rag.conflicts.relations import RelatedValue
from rag.language.patterns import load_patterns
from rag.language.sentence import Sentence
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
    """The answer that gives the leading value, where one is told in so many words, else the reader's best choice, of
    those that give the leading value first. Figures of another time alone are none."""
    if values.elsewhen:
        nearest = tuple(Line(one).cited(n) for n, one in enumerate(values.elsewhen[:RELATED], 1))
        return replace(refuse(analysis.question, evidence), related=nearest, notices=(Notice("other_time", ELSEWHEN),))
    lead = values.told[0].group if values.told else None
    if lead is not None and lead.reports[0].sure == 1.0:
        found = _told(analysis.question, lead, ranked)
    else:
        leading = [] if lead is None else [one for one in ranked if _gives(lead, one)]
        found = answer_span(analysis, evidence, [*leading, *(one for one in ranked if one not in leading)])
    return replace(found, notices=(*found.notices, *_alone(found, evidence)))


def _told(question: str, lead: Group, ranked: Sequence[AnswerCandidate]) -> Answer:
    """The answer that a value told by sentences makes, a sentence of each hand quoted."""
    chosen = max((one.confidence for one in ranked if _gives(lead, one)), default=0.0)
    confidence = max(chosen, 1.0 - DOUBT ** len(lead.hands))
    places = {(one.piece.article.id, one.start) for one in lead.hands}
    lines = [
        Line(report.sentence, _copies(report, lead), len(lead.hands))
        for report in lead.reports
        if report.place in places
    ]
    return compose_answer(question, lead.value.words, confidence, lines[:SENTENCES])


def _alone(found: Answer, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """Return a notice if one outlet alone reports it, although others were searched too."""
    others = {piece.article.source for piece in evidence if piece.article.source}
    if found.status == "not_found" or found.claims[0].independent_sources > 1 or len(others) < 2:
        return ()
    source = found.citations[0].article.source
    return (Notice("one_outlet", f"Only one outlet reports this: {source}."),) if source else ()


def _gives(group: Group, choice: AnswerCandidate) -> bool:
    """Return whether a candidate stands in a sentence that reports the value."""
    sentence = sentence_of(choice)
    return any(report.place == (sentence.piece.article.id, sentence.start) for report in group.reports)


def _copies(report: Report, group: Group) -> tuple[Sentence, ...]:
    own = report.sentence
    return tuple(one.sentence for one in group.reports if one.sentence.key == own.key and one.sentence is not own)


def with_conflicts(answer: Answer, analysis: QuestionAnalysis, values: ReportedValues) -> Answer:
    """The answer with every value that differs from the one it gives, each cited."""
    if len(values.told) < 2 or answer.status == "not_found":
        return answer
    citations = list(answer.citations)
    conflicts = [_conflict(analysis.question, one, citations) for one in values.told[:MOST]]
    notice = Notice("conflict", _said(conflicts))
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
        independent_sources=len(group.hands),
    )


def _cited(group: Group) -> list[Report]:
    """Return the newest report of a value, and reports of other independent sources."""
    hands = {(one.piece.article.id, one.start) for one in group.hands}
    own = [report for report in group.reports if report.place in hands]
    return list({report.place: report for report in (group.newest, *own)}.values())[:CITED]


def _numbered(report: Report, citations: list[Citation]) -> int:
    """Return the citation number of a report's sentence; add it to `citations` if it is new."""
    for citation in citations:
        if (citation.article.id, citation.start) == report.place:
            return citation.n
    n = len(citations) + 1
    citations.append(Line(report.sentence).cited(n))
    return n


def _said(conflicts: Sequence[Conflict]) -> str:
    """Name the other values in a sentence: "Reports differ: others say 41 (the governor), 48 (drones)."."""
    return f"Reports differ; others say {', '.join(_shown(one) for one in conflicts[1:])}."


def _shown(conflict: Conflict) -> str:
    who = [conflict.scope, conflict.attribution or conflict.source]
    said = ", ".join(part for part in who if part)
    return f"{conflict.value} ({said})" if said else conflict.value


def quantity_of(question: str) -> str:
    """Return what a question asks the value of, in its own words: "missiles intercepted"."""
    bare = _HELPING.sub("", _ASKING.sub("", question.strip(" ?!.")))
    return bare.strip() or question
