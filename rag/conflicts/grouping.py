"""Reports that give the same value, together: how many say it on their own, since when, and how surely. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rag.conflicts.extraction import Report, parties
from rag.conflicts.value import Value
from rag.language.sentence import Sentence, independent_sentences

NEVER = datetime.min.replace(tzinfo=UTC)
"""The moment of what is not dated."""


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one value, the surest first. `hands` are one sentence of each hand that reports it, `parties` who
    it is according to. `scope` says of what it is told, where that is not what was asked."""

    reports: tuple[Report, ...]
    hands: tuple[Sentence, ...]
    parties: tuple[str, ...]
    scope: str = ""

    @property
    def value(self) -> Value:
        """The value, as the surest report gives it."""
        return self.reports[0].value

    @property
    def first(self) -> datetime:
        """When it was first said."""
        return first_report(self.reports)

    @property
    def last(self) -> datetime:
        """When it was last said."""
        return max((report.told or NEVER for report in self.reports), default=NEVER)

    @property
    def newest(self) -> Report:
        """The newest report; of undated ones the surest."""
        return max(self.reports, key=lambda report: report.told or NEVER)


def group_reports(reports: Sequence[tuple[Report, str]]) -> list[Group]:
    """The reports, each with its scope, by value and scope, the surest first, of two alike the exact one, then one with
    its measure, then the earlier: what else the store holds must not change how a value is worded."""
    held: list[tuple[str, list[Report]]] = []
    for report, scope in sorted(reports, key=lambda one: (-one[0].sure, *_order(one[0]))):
        same = next((one for other, one in held if other == scope and report.value.same(one[0].value)), None)
        if same is None:
            held.append((scope, [report]))
        else:
            same.append(report)
    return [Group(tuple(one), independent_sources(one), tuple(parties(one)), scope) for scope, one in held]


def _order(report: Report) -> tuple[bool, bool, tuple[bool, datetime, tuple[str, int]]]:
    return _is_rough(report), _is_bare(report), _when_and_where(report)


def _is_rough(report: Report) -> bool:
    return report.value.figure is not None and report.value.figure.rounded


def _is_bare(report: Report) -> bool:
    """Whether the value is told without its measure: "81 million" of what costs 81 million euros."""
    return report.value.figure is not None and not report.value.figure.unit


def _when_and_where(report: Report) -> tuple[bool, datetime, tuple[str, int]]:
    """An order of reports: by when they were made, undated ones last, and where."""
    return report.told is None, report.told or NEVER, report.place


def independent_sources(reports: Sequence[Report]) -> tuple[Sentence, ...]:
    """One sentence of each hand that makes these reports, whoever told it first before those who may pass it on."""
    told = sorted(reports, key=_when_and_where)
    return tuple(independent_sentences([report.sentence for report in told]))


def first_report(reports: Sequence[Report]) -> datetime:
    """The earliest moment of reports, of those that are dated."""
    return min((report.told for report in reports if report.told), default=NEVER)
