"""Group the reports that give the same value. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rag.conflicts.extraction import Report, parties
from rag.conflicts.value import Value
from rag.language.sentences import Sentence, independent_sentences

NEVER = datetime.min.replace(tzinfo=UTC)
"""The time of reports that have no date."""


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one value.

    Attributes:
        reports: The reports, most certain first.
        hands: One sentence of each independent source.
        parties: Those the value is attributed to.
        scope: What the value is of, if that is not what was asked.
    """

    reports: tuple[Report, ...]
    independent: tuple[Sentence, ...]
    parties: tuple[str, ...]
    scope: str = ""

    @property
    def value(self) -> Value:
        """The value as the most certain report words it."""
        return self.reports[0].value

    @property
    def first(self) -> datetime:
        """The time of the earliest report."""
        return first_report(self.reports)

    @property
    def last(self) -> datetime:
        """The time of the latest report."""
        return max((report.told or NEVER for report in self.reports), default=NEVER)

    @property
    def newest(self) -> Report:
        """The newest report; without dates, the most certain one."""
        return max(self.reports, key=lambda report: report.told or NEVER)


def group_reports(reports: Sequence[tuple[Report, str]]) -> list[Group]:
    """Group reports, each given with its scope, by value and scope.

    In a group the most certain report comes first; of equals an exact figure, then one with its unit, then the earlier:
    other articles of the store must not change how a value is worded.
    """
    groups: list[tuple[str, list[Report]]] = []
    for report, scope in sorted(reports, key=lambda pair: (-pair[0].sure, *_order(pair[0]))):
        same = next((group for other, group in groups if other == scope and report.value.same(group[0].value)), None)
        if same is None:
            groups.append((scope, [report]))
        else:
            same.append(report)
    return [Group(tuple(group), independent_sources(group), tuple(parties(group)), scope) for scope, group in groups]


def _order(report: Report) -> tuple[bool, bool, tuple[bool, datetime, tuple[str, int]]]:
    return _is_rough(report), _is_bare(report), _when_and_where(report)


def _is_rough(report: Report) -> bool:
    return report.value.figure is not None and report.value.figure.rounded


def _is_bare(report: Report) -> bool:
    """Return whether a figure lacks its unit: "81 million" of a cost of 81 million euros."""
    return report.value.figure is not None and not report.value.figure.unit


def _when_and_where(report: Report) -> tuple[bool, datetime, tuple[str, int]]:
    """Order reports by time, undated ones last, then by article and sentence."""
    return report.told is None, report.told or NEVER, report.place


def independent_sources(reports: Sequence[Report]) -> tuple[Sentence, ...]:
    """Return one sentence of each independent source, earliest first, before those that may repeat it."""
    return tuple(independent_sentences([report.sentence for report in sorted(reports, key=_when_and_where)]))


def first_report(reports: Sequence[Report]) -> datetime:
    """Return the time of the earliest dated report; NEVER if none has a date."""
    return min((report.told for report in reports if report.told), default=NEVER)
