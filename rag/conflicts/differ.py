"""The values that reports give for what was asked, and the answer that leads with one and hides none. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.answer_shape import Answer, Conflict, Notice
from rag.choose import Choice
from rag.claim import Citation
from rag.compose.sentence import Sentence
from rag.compose.shape import RELATED, Line, quoting, refusing
from rag.compose.span import SENTENCES, answer_span, sentence_of
from rag.conflicts.asked import Asked
from rag.conflicts.days import UNKNOWN_YEAR, news_days
from rag.conflicts.group import Group
from rag.conflicts.relate import LATER, Related, related
from rag.conflicts.report import Report, choices_told, figures_told
from rag.conflicts.value import COUNTING
from rag.retrieve import Evidence
from rag.when.interval import ELSEWHEN as OTHER_YEAR
from rag.when.interval import Interval

LEAST, BESIDE, BESIDE_NAMELESS = 0.05, 0.1, 0.5
"""How sure a value must be to be set beside another: on its own; relative to the surest; and relative to it where the
question names nobody and nothing, so that another text may well tell of something else."""
LEADING = 0.5
"""How sure a value must be to lead, relative to the surest: another may be newer, and of something else."""
DOUBT = 0.35
"""How often a figure is wrong of which a sentence says what was asked about, where one report alone gives it."""
ELSEWHEN = "The articles give this figure only for another time than was asked about."
MOST, CITED = 12, 3
"""Values that are listed, and reports of each that are cited."""
_ASKING = re.compile(
    r"^\W*(?:how (?:many|much)(?: of)?(?: the)?|"
    r"what (?:is|was|were|are)(?: the)?|who(?:m|se)?|when|where|which|what)\s+",
    re.IGNORECASE,
)  # fmt: skip
_HELPING = re.compile(r"\b(?:was|were|is|are|did|do|does|has|have|had|been)\s+", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"^\W*(?:what|which)\s+(?:(?!(?:did|does|do|has|have|had|happen\w*|will|would|can)\b)|"
    r"do(?:es)? .{1,60}\b(?:mean|refer to|stand for)\b)",
    re.IGNORECASE,
)
"""A question that asks for something of which there is one: "what sport", "what does it stand for"."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values for what was asked, the one that is to lead first. `elsewhen` are the
    sentences that give figures, where all are of another time than was asked about."""

    told: tuple[Related, ...] = ()
    elsewhen: tuple[Sentence, ...] = ()


def values_of(
    question: str, evidence: Sequence[Evidence], ranked: Sequence[Choice], events: Sequence[Interval] = ()
) -> Values:
    """Figures as the sentences of the evidence tell them, anything else as the reader chose it; nothing where the
    question asks for no one thing. `events` are the times that it asks about: what is surely of others is left out."""
    asked = Asked.of(question, evidence, timed=bool(events))
    if asked.kind == "open" and not _ATTRIBUTE.match(question):
        return Values()
    figures = figures_told(asked, evidence) if asked.kind in COUNTING else []
    if not figures:
        best = max((choice.confidence for choice in ranked), default=0.0)
        beside = BESIDE if asked.names else BESIDE_NAMELESS
        values = related(asked, choices_told(asked, ranked, max(LEAST, beside * best)), LEADING * best)
        return Values(tuple(one for one in values if not one.scope))
    timely = _of_the_time(figures, events)
    elsewhen = () if timely else tuple(report.sentence for report in figures)
    return Values(tuple(related(asked, timely)), elsewhen)


def answer_value(question: str, evidence: Sequence[Evidence], values: Values, ranked: Sequence[Choice]) -> Answer:
    """The answer that gives the leading value, where one is told in so many words, else the reader's best choice, of
    those that give the leading value first. Figures of another time alone are none."""
    if values.elsewhen:
        nearest = tuple(Line(one).cited(n) for n, one in enumerate(values.elsewhen[:RELATED], 1))
        return replace(refusing(question, evidence), related=nearest, notices=(Notice("other_time", ELSEWHEN),))
    lead = values.told[0].group if values.told else None
    if lead is not None and lead.reports[0].sure == 1.0:
        found = _told(question, lead, ranked)
    else:
        leading = [] if lead is None else [one for one in ranked if _gives(lead, one)]
        found = answer_span(question, evidence, [*leading, *(one for one in ranked if one not in leading)])
    return replace(found, notices=(*found.notices, *_alone(found, evidence)))


def _told(question: str, lead: Group, ranked: Sequence[Choice]) -> Answer:
    """The answer that a value told by sentences makes, a sentence of each hand quoted."""
    chosen = max((one.confidence for one in ranked if _gives(lead, one)), default=0.0)
    confidence = max(chosen, 1.0 - DOUBT ** len(lead.hands))
    places = {(one.piece.article.id, one.start) for one in lead.hands}
    lines = [
        Line(report.sentence, _copies(report, lead), len(lead.hands))
        for report in lead.reports
        if report.place in places
    ]
    return quoting(question, lead.value.words, confidence, lines[:SENTENCES])


def _alone(found: Answer, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """That one outlet alone reports it, where others were looked through as well."""
    others = {piece.article.source for piece in evidence if piece.article.source}
    if found.status == "not_found" or found.claims[0].independent_sources > 1 or len(others) < 2:
        return ()
    source = found.citations[0].article.source
    return (Notice("one_outlet", f"Only one outlet reports this: {source}."),) if source else ()


def _gives(group: Group, choice: Choice) -> bool:
    """Whether a choice stands in a sentence that reports the value."""
    sentence = sentence_of(choice)
    return any(report.place == (sentence.piece.article.id, sentence.start) for report in group.reports)


def _copies(report: Report, group: Group) -> tuple[Sentence, ...]:
    own = report.sentence
    return tuple(one.sentence for one in group.reports if one.sentence.key == own.key and one.sentence is not own)


def with_conflicts(answer: Answer, question: str, values: Values) -> Answer:
    """The answer with every value that differs from the one it gives, each cited."""
    if len(values.told) < 2 or answer.status == "not_found":
        return answer
    citations = list(answer.citations)
    conflicts = [_conflict(question, one, citations) for one in values.told[:MOST]]
    notice = Notice("conflict", _said(conflicts))
    return replace(answer, citations=tuple(citations), conflicts=tuple(conflicts), notices=(*answer.notices, notice))


def _conflict(question: str, value: Related, citations: list[Citation]) -> Conflict:
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
    """The newest report of a value, and others of other hands."""
    hands = {(one.piece.article.id, one.start) for one in group.hands}
    own = [report for report in group.reports if report.place in hands]
    return list({report.place: report for report in (group.newest, *own)}.values())[:CITED]


def _numbered(report: Report, citations: list[Citation]) -> int:
    """The number of the citation of a report's sentence, added to `citations` where it is not among them."""
    for citation in citations:
        if (citation.article.id, citation.start) == report.place:
            return citation.n
    n = len(citations) + 1
    citations.append(Line(report.sentence).cited(n))
    return n


def _said(conflicts: Sequence[Conflict]) -> str:
    """The others in a sentence: "Reports differ: others say 41 (the governor), 48 (drones)."."""
    return f"Reports differ; others say {', '.join(_shown(one) for one in conflicts[1:])}."


def _shown(conflict: Conflict) -> str:
    who = [conflict.scope, conflict.attribution or conflict.source]
    said = ", ".join(part for part in who if part)
    return f"{conflict.value} ({said})" if said else conflict.value


def quantity_of(question: str) -> str:
    """What a question asks the value of, in its own words: "missiles intercepted"."""
    bare = _HELPING.sub("", _ASKING.sub("", question.strip(" ?!.")))
    return bare.strip() or question


def _of_the_time(reports: Sequence[Report], events: Sequence[Interval]) -> list[Report]:
    """Of reports those of the time asked for, as far as they say or their articles do; of another year or week, where
    the question names none, only where there is nothing of the latest; of no certain time, only where there is none."""
    if not events:
        return list(reports)
    held = [_held(report, events) for report in reports]
    known = [one for report, one in zip(reports, held, strict=True) if one and not _is_of_any_year(report)]
    nearest = max(known or [one for one in held if one], default=0.0)
    return [
        report
        for report, one in zip(reports, held, strict=True)
        if (report.told is None or not nearest if one is None else one and (one >= nearest or _is_of_any_year(report)))
    ]


def _is_of_any_year(report: Report) -> bool:
    return any(day.year == UNKNOWN_YEAR for day in report.days) or (not report.days and report.told is None)


def _held(report: Report, events: Sequence[Interval]) -> float | None:
    """How far a report is of one of these times; None where nothing says. One that names no day is of those that its
    article names; where this names none, of the day on which it came out, or of one some days before: counts go on for
    a while. Of a longer time it may tell later."""
    if report.days:
        return _hold(events, report.days)
    named = news_days(report.sentence.piece.article)
    if report.told is None:
        return _hold(events, named) if named else None
    out = report.told.date()
    held = max(event.holds(out, LATER.days if event.first == event.last else 0) for event in events)
    if held and named and not _hold(events, named):
        return OTHER_YEAR * held
    return held or (None if any(event.first < event.last < out for event in events) else 0.0)


def _hold(events: Sequence[Interval], days: Collection[date]) -> float:
    return max(_holds(event, day) for event in events for day in days)


def _holds(event: Interval, day: date) -> float:
    """As `Interval.holds`; a day without its year is of the event's."""
    return event.holds(day.replace(year=event.first.year), LATER.days) if day.year == UNKNOWN_YEAR else event.holds(day)
