"""How the values of one quantity stand to one another, and which of them leads. Pure.

A party's newer count takes the place of its older one. Of what the parties say at last, what most report on their own
leads; of two alike, the later.
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
"""The scope of what is told of somebody or something else than the question names."""
LATER = timedelta(days=4)
"""How long after a day reports that name no day still speak of it."""


@dataclass(frozen=True, slots=True)
class RelatedValue:
    """A value with what it is to the one that leads (of which `kind` is that of the next). `scope` says of what it is
    told, where that is not what was asked."""

    group: Group
    kind: Kind
    scope: str = ""


def relate_values(asked: QuantityQuery, reports: Sequence[Report], least: float = 0.0) -> list[RelatedValue]:
    """The values, the one that leads first, then those of the same scope, newest first, then those of others. Nothing
    where none is of what was asked. One that is less sure than `least` leads only where no other may."""
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
    rest.sort(key=lambda one: (one.last, len(one.hands)), reverse=True)
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
    """A value that its party has replaced is an update; one that a party still gives, or that was told at the same time
    as the leading one, stands against it."""
    if scope:
        return "scope"
    return "disagreement" if standing or group.first == lead.first else "update"


def scope_of(asked: QuantityQuery, report: Report, known: frozenset[str]) -> str:
    """Of what a value is told, where that is another thing, place or name than was asked; "" where it is the same."""
    parts = [part for part in (report.thing, _other_place(asked, report, known)) if part]
    return ", ".join(parts) or ("" if report.about else ANOTHER)


def _other_place(asked: QuantityQuery, report: Report, known: frozenset[str]) -> str:
    text = report.sentence.text
    if asked.places and asked.names_place(text):
        return ""
    others = sorted(report.places & known) or sorted(place for place in known if place in text.casefold())
    others = [place for place in others if not any(term_overlap([term], place) for term in asked.names)]
    return others[0].title() if others else ""


def parts_in(reports: Sequence[Report]) -> frozenset[str]:
    """The places of which a count is but a part of another: an article names them only after a larger one."""
    return frozenset(
        place
        for report in reports
        for other in reports
        if _is_larger(other, report)
        for place in report.places
        if place not in other.sentence.piece.article.text[: other.sentence.end].casefold()
    )


def _is_larger(other: Report, report: Report) -> bool:
    """Whether one article gives the larger count of one thing and time first."""
    large, small = other.value.figure, report.value.figure
    if large is None or small is None or other.place[0] != report.place[0] or other.place[1] > report.place[1]:
        return False
    same = other.thing == report.thing and other.told == report.told and not (other.days ^ report.days and report.days)
    return same and large.measure == small.measure and large.value * large.scale > small.value * small.scale


def _party_values(groups: Sequence[Group]) -> list[tuple[Group, str]]:
    """Every value with each party that gives it; "" where nobody in particular does."""
    everyone = parties([report for group in groups for report in group.reports])
    return [
        (group, party)
        for group in groups
        for party in [one for one in everyone if any(same_party(one, mine) for mine in group.parties)] or [""]
    ]


def _replaced(group: Group, party: str, held: Sequence[tuple[Group, str]]) -> bool:
    """Whether the party has given another value since; what nobody in particular said, whoever."""
    mine = _said(group, party)
    for other, theirs in held:
        if other is group or (party and theirs != party):
            continue
        later = _said(other, theirs)
        if first_report(later) > first_report(mine) > NEVER and not _doubted(later, mine):
            return True
    # An article's own voice, after all that a party said, tells what has become of it.
    voice = [report for other, theirs in held if other is not group and not theirs for report in other.reports]
    return bool(party and voice) and first_report(voice) > max(report.told or NEVER for report in mine)


def _doubted(later: Sequence[Report], earlier: Sequence[Report]) -> bool:
    """Whether a newer value is of one outlet alone, while others go on giving the older one; or is told without naming
    what was asked about, where the older one is not."""
    if any(one.certain for one in earlier) and not any(one.certain for one in later):
        return True
    since = [report for report in earlier if (report.told or NEVER) > first_report(later)]
    return len(independent_sources(later)) < 2 and len(independent_sources(since)) >= 2


def _said(group: Group, party: str) -> list[Report]:
    return [one for one in group.reports if not party or same_party(one.attribution, party)]


def _support(group: Group, last: Sequence[tuple[Group, str]]) -> tuple[float, datetime]:
    """How many report it as what its parties say at last, or as nobody's in particular, weighed with how sure the best
    of them is; and since when."""
    parties = [party for other, party in last if other is group]
    said = [one for one in group.reports if not one.attribution or any(same_party(one.attribution, p) for p in parties)]
    said = said or list(group.reports)
    return len(independent_sources(said)) * max(report.sure for report in said) ** 0.5, first_report(said)


def _other_day(lead: Group, other: Group) -> str:
    """The day that a value is told of, where that is not the day of the leading one: both name theirs, or the other
    comes from articles that look back on it."""
    days = [report.days for report in other.reports]
    mine = frozenset(day for report in lead.reports for day in report.days)
    if not all(days) or any(found & mine for found in days):
        return ""
    latest = max(day for found in days for day in found)
    looks_back = all(report.told and report.told.date() - max(report.days) > LATER for report in other.reports)
    return f"{latest.day} {latest:%B %Y}" if looks_back else ""


def _same_breath(other: Group, lead: Group) -> bool:
    """Whether all articles that give a value give the leading one too, at the same time and as the same party's: what
    they count is then not the same, though it looks so."""
    where = {(report.sentence.piece.article.id, report.told) for report in lead.reports}
    if not all((one.sentence.piece.article.id, one.told) in where for one in other.reports):
        return False
    return not (other.parties and lead.parties) or _share_party(other, lead)


def _is_bound(group: Group) -> bool:
    """Whether a value is only a bound on one: "more than 10"."""
    figure = group.value.figure
    return figure is not None and bool(figure.bound)


def _only_bounds(other: Group, lead: Group) -> bool:
    """Whether a value only bounds the leading one, and is borne out by it: "more than 50" where it is seventy."""
    said, found = other.value.figure, lead.value.figure
    return said is not None and found is not None and bool(said.bound) and not found.bound and same_figure(said, found)


def _share_party(one: Group, other: Group) -> bool:
    return any(same_party(mine, theirs) for mine in one.parties for theirs in other.parties)
