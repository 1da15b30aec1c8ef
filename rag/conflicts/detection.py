"""Collect the values that reports give for what was asked: the way through this package. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rag.conflicts.days import UNKNOWN_YEAR, news_days
from rag.conflicts.extraction import Report, extract_reports, reports_of_candidates
from rag.conflicts.quantity_query import QuantityQuery
from rag.conflicts.relations import LATER, RelatedValue, relate_values
from rag.language.dates.interval import ELSEWHEN as OTHER_YEAR
from rag.language.dates.interval import Interval
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence
from rag.query.analysis import QuestionAnalysis
from rag.query.answer_type import COUNTING
from rag.ranking.span_ranking import AnswerCandidate
from rag.schema.evidence import Evidence

LEAST, BESIDE, BESIDE_NAMELESS = 0.05, 0.1, 0.5
"""Confidence that a value needs to be shown beside another: on its own; relative to the most certain one; and relative
to it if the question has no names, because another text may then be about something else."""
LEADING = 0.5
"""Confidence that a value needs to lead, relative to the most certain one; a newer one may be of something else."""
_PATTERNS = load_patterns("quantity_questions")


@dataclass(frozen=True, slots=True)
class ReportedValues:
    """The values for what was asked.

    Attributes:
        told: The values, the leading one first.
        elsewhen: Sentences with figures, if all figures are of another time than the question asks about.
    """

    told: tuple[RelatedValue, ...] = ()
    elsewhen: tuple[Sentence, ...] = ()


def reported_values(
    analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]
) -> ReportedValues:
    """Collect the values of what a question asks for.

    Figures come from all sentences of the evidence, other values from the reader's answer candidates. Values that are
    certainly of another time than the question asks about are left out.

    Args:
        analysis: The question.
        evidence: Passages that may answer it.
        ranked: Answer candidates, best first.

    Returns:
        The values; none if the question does not ask for one thing.
    """
    asked = QuantityQuery.of(analysis, evidence)
    if asked.kind == "open" and not _PATTERNS["attribute"].match(analysis.question):
        return ReportedValues()
    figures = extract_reports(asked, evidence) if asked.kind in COUNTING else []
    if not figures:
        best = max((candidate.confidence for candidate in ranked), default=0.0)
        beside = BESIDE if asked.names else BESIDE_NAMELESS
        values = relate_values(asked, reports_of_candidates(asked, ranked, max(LEAST, beside * best)), LEADING * best)
        return ReportedValues(tuple(one for one in values if not one.scope))
    timely = _of_the_time(figures, analysis.events)
    elsewhen = () if timely else tuple(report.sentence for report in figures)
    return ReportedValues(tuple(relate_values(asked, timely)), elsewhen)


def _of_the_time(reports: Sequence[Report], events: Sequence[Interval]) -> list[Report]:
    """Return the reports of the time asked for, as they or their articles date them.

    If the question names no year or week, reports of an earlier one count only without any of the latest. Reports of
    uncertain time count only without any other.
    """
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
    """Return how well a report fits one of the times, 0 to 1; None if nothing dates it.

    A report that names no day takes those of its article, else the days up to publication: counts go on for a while
    after an event.
    """
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
    """Return `Interval.holds`; a day without a year takes the event's."""
    return event.holds(day.replace(year=event.first.year), LATER.days) if day.year == UNKNOWN_YEAR else event.holds(day)
