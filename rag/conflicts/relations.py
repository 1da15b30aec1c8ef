"""Relate the values of one quantity to one another, and choose the one that leads. Pure.

A party's newer count replaces its older one. Among the latest counts of all parties, the one that most independent
sources report leads; of equals, the later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rag.conflicts.extraction import Report, parties
from rag.conflicts.grouping import NEVER, Group, first_report, group_reports, independent_sources
from rag.conflicts.quantity_query import QuantityQuery
from rag.language.keywords import term_overlap
from rag.language.parties import same_party
from rag.language.quantities import same_figure

Kind = Literal["update", "scope", "disagreement"]
ANOTHER = "another name"
"""The scope of a value of somebody or something that the question does not name."""
LATER = timedelta(days=4)
"""How long after an event reports without a day may still be about it."""


@dataclass(frozen=True, slots=True)
class RelatedValue:
    """A value, and how it relates to the leading one.

    Attributes:
        group: The reports of the value.
        kind: Its relation to the leading value; the leading value has the kind of the next one.
        scope: What the value is of, if that is not what was asked.
    """

    group: Group
    kind: Kind
    scope: str = ""


def relate_values(asked: QuantityQuery, reports: Sequence[Report], least: float = 0.0) -> list[RelatedValue]:
    """Relate the values of reports.

    Args:
        asked: What the question asks the value of.
        reports: Reports of all values.
        least: Confidence (0 to 1) that a value needs to lead while another has it.

    Returns:
        The leading value, then others of the same scope, newest first, then those of other scopes. Empty if no value is
        of what was asked.
    """
    known = frozenset(place for report in reports for place in report.places) if asked.places else parts_in(reports)
    groups = group_reports([(report, scope_of(asked, report, known)) for report in reports])
    within = [group for group in groups if not group.scope]
    if not within:
        return []
    held = _party_values(within)
    last = [(group, party) for group, party in held if not _replaced(group, party, held)]
    exact = [pair for pair in last or held if not _is_bound(pair[0])]
    sure = ([pair for pair in pairs if _surest(pair[0]) >= least] for pairs in (exact, last, held))
    lead, _ = max(next(filter(None, sure), exact or last or held), key=lambda one: _support(one[0], last))
    rest = [one for one in groups if one is not lead and not _only_bounds(one, lead)]
    rest.sort(key=lambda one: (one.last, len(one.independent)), reverse=True)
    scopes = [one.scope or ("" if asked.timed else _other_day(lead, one)) for one in rest]
    standing = {id(group) for group, _ in last}
    others = [
        RelatedValue(one, _kind(one, lead, scope, id(one) in standing), scope)
        for one, scope in zip(rest, scopes, strict=True)
        if scope or not _same_breath(one, lead)
    ]
    first: Kind = next((one.kind for one in others if one.kind != "scope"), "scope")
    return [RelatedValue(lead, first), *sorted(others, key=lambda one: one.kind == "scope")]


def _surest(group: Group) -> float:
    return max(report.sure for report in group.reports)


def _kind(group: Group, lead: Group, scope: str, standing: bool) -> Kind:
    """Return how a value relates to the leading one.

    A value that its party has replaced is an update; one that a party still gives, or that is as old as the leading
    one, disagrees with it.
    """
    if scope:
        return "scope"
    return "disagreement" if standing or group.first == lead.first else "update"


def scope_of(asked: QuantityQuery, report: Report, known: frozenset[str]) -> str:
    """Return the other thing, place or name that a value is of; "" if it is of what was asked."""
    parts = [part for part in (report.thing, _other_place(asked, report, known)) if part]
    return ", ".join(parts) or ("" if report.about else ANOTHER)


def _other_place(asked: QuantityQuery, report: Report, known: frozenset[str]) -> str:
    text = report.sentence.text
    if asked.places and asked.names_place(text):
        return ""
    places = sorted(report.places & known) or sorted(place for place in known if place in text.casefold())
    others = [place for place in places if not any(term_overlap([term], place) for term in asked.names)]
    return others[0].title() if others else ""


def parts_in(reports: Sequence[Report]) -> frozenset[str]:
    """Return places whose count is a subtotal of a larger one: an article names them only after the larger count."""
    return frozenset(
        place
        for report in reports
        for other in reports
        if _is_larger(other, report)
        for place in report.places
        if place not in other.sentence.piece.article.text[: other.sentence.end].casefold()
    )


def _is_larger(other: Report, report: Report) -> bool:
    """Return whether `other` is the larger count of the same thing and time, earlier in the same article."""
    large, small = other.value.figure, report.value.figure
    if large is None or small is None or other.place[0] != report.place[0] or other.place[1] > report.place[1]:
        return False
    same = other.thing == report.thing and other.told == report.told and not (other.days ^ report.days and report.days)
    return same and large.measure == small.measure and large.value * large.scale > small.value * small.scale


def _party_values(groups: Sequence[Group]) -> list[tuple[Group, str]]:
    """Return every value with each party that gives it; "" stands for no party in particular."""
    everyone = parties([report for group in groups for report in group.reports])
    return [
        (group, party)
        for group in groups
        for party in [one for one in everyone if any(same_party(one, mine) for mine in group.parties)] or [""]
    ]


def _replaced(group: Group, party: str, held: Sequence[tuple[Group, str]]) -> bool:
    """Return whether the party has given another value since; without a party, whether anybody has."""
    mine = _said(group, party)
    for other, theirs in held:
        if other is group or (party and theirs != party):
            continue
        later = _said(other, theirs)
        if first_report(later) > first_report(mine) > NEVER and not _doubted(later, mine):
            return True
    # What an article says in its own voice, after all reports of a party, replaces them.
    voice = [report for other, theirs in held if other is not group and not theirs for report in other.reports]
    return bool(party and voice) and first_report(voice) > max(report.told or NEVER for report in mine)


def _doubted(later: Sequence[Report], earlier: Sequence[Report]) -> bool:
    """Return whether a newer value is too weak to replace the older one.

    It is weak if one source alone reports it while others go on with the older one, or if it does not name what was
    asked about while the older one does.
    """
    if any(report.certain for report in earlier) and not any(report.certain for report in later):
        return True
    since = [report for report in earlier if (report.told or NEVER) > first_report(later)]
    return len(independent_sources(later)) < 2 and len(independent_sources(since)) >= 2


def _said(group: Group, party: str) -> list[Report]:
    return [report for report in group.reports if not party or same_party(report.attribution, party)]


def _support(group: Group, last: Sequence[tuple[Group, str]]) -> tuple[float, datetime]:
    """Return the support of a value and the time of its first report; a larger pair leads.

    Support is the number of independent sources that report the value as its parties' latest or as nobody's, times the
    square root of the best confidence.
    """
    parties = [party for other, party in last if other is group]
    latest = [
        report
        for report in group.reports
        if not report.attribution or any(same_party(report.attribution, party) for party in parties)
    ] or list(group.reports)
    return len(independent_sources(latest)) * max(report.sure for report in latest) ** 0.5, first_report(latest)


def _other_day(lead: Group, other: Group) -> str:
    """Return the day that a value is of, if its articles look back on a day that the leading value does not name."""
    days = [report.days for report in other.reports]
    leading = frozenset(day for report in lead.reports for day in report.days)
    if not all(days) or any(named & leading for named in days):
        return ""
    latest = max(day for named in days for day in named)
    looks_back = all(report.told and report.told.date() - max(report.days) > LATER for report in other.reports)
    return f"{latest.day} {latest:%B %Y}" if looks_back else ""


def _same_breath(other: Group, lead: Group) -> bool:
    """Return whether all articles with a value also give the leading one, at the same time and of the same party.

    The two then count different things, though they look alike.
    """
    where = {(report.sentence.piece.article.id, report.told) for report in lead.reports}
    if not all((one.sentence.piece.article.id, one.told) in where for one in other.reports):
        return False
    return not (other.parties and lead.parties) or _share_party(other, lead)


def _is_bound(group: Group) -> bool:
    """Return whether a value only bounds the count: "more than 10"."""
    figure = group.value.figure
    return figure is not None and bool(figure.bound)


def _only_bounds(other: Group, lead: Group) -> bool:
    """Return whether a value only bounds the leading one, which meets it: "more than 50" beside seventy."""
    bound, exact = other.value.figure, lead.value.figure
    if bound is None or exact is None:
        return False
    return bool(bound.bound) and not exact.bound and same_figure(bound, exact)


def _share_party(one: Group, other: Group) -> bool:
    return any(same_party(mine, theirs) for mine in one.parties for theirs in other.parties)
