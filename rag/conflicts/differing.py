"""The values that reports give for what was asked, and the answer that leads with one and hides none. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rag.conflicts.days import UNKNOWN_YEAR, news_days
from rag.conflicts.extraction import Report, extract_reports, reports_of_candidates
from rag.conflicts.quantity_query import QuantityQuery
from rag.conflicts.relations import LATER, RelatedValue, relate_values
from rag.language.dates.interval import ELSEWHEN as OTHER_YEAR
from rag.language.dates.interval import Interval
from rag.language.sentence import Sentence
from rag.query.analysis import QuestionAnalysis
from rag.query.answer_type import COUNTING
from rag.ranking.span_ranking import AnswerCandidate
from rag.schema.evidence import Evidence

LEAST, BESIDE, BESIDE_NAMELESS = 0.05, 0.1, 0.5
"""How sure a value must be to be set beside another: on its own; relative to the surest; and relative to it where the
question names nobody and nothing, so that another text may well tell of something else."""
LEADING = 0.5
"""How sure a value must be to lead, relative to the surest: another may be newer, and of something else."""
_ATTRIBUTE = re.compile(
    r"^\W*(?:what|which)\s+(?:(?!(?:did|does|do|has|have|had|happen\w*|will|would|can)\b)|"
    r"do(?:es)? .{1,60}\b(?:mean|refer to|stand for)\b)",
    re.IGNORECASE,
)
"""A question that asks for something of which there is one: "what sport", "what does it stand for"."""


@dataclass(frozen=True, slots=True)
class ReportedValues:
    """The values for what was asked, the one that is to lead first. `elsewhen` are the
    sentences that give figures, where all are of another time than was asked about."""

    told: tuple[RelatedValue, ...] = ()
    elsewhen: tuple[Sentence, ...] = ()


def reported_values(
    analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]
) -> ReportedValues:
    """Figures as the sentences of the evidence tell them, anything else as the reader chose it; nothing where the
    question asks for no one thing. What is surely of other times than it asks about is left out."""
    asked = QuantityQuery.of(analysis, evidence)
    if asked.kind == "open" and not _ATTRIBUTE.match(analysis.question):
        return ReportedValues()
    figures = extract_reports(asked, evidence) if asked.kind in COUNTING else []
    if not figures:
        best = max((choice.confidence for choice in ranked), default=0.0)
        beside = BESIDE if asked.names else BESIDE_NAMELESS
        values = relate_values(asked, reports_of_candidates(asked, ranked, max(LEAST, beside * best)), LEADING * best)
        return ReportedValues(tuple(one for one in values if not one.scope))
    timely = _of_the_time(figures, analysis.events)
    elsewhen = () if timely else tuple(report.sentence for report in figures)
    return ReportedValues(tuple(relate_values(asked, timely)), elsewhen)


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
