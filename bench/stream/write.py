"""Write articles from a phrase book, each anew, so that no two outlets write the same."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.stream.marks import Ledger, Role, Statement, capital
from bench.stream.outlets import Outlet, person, town
from bench.stream.phrases import Phrases, drawn
from bench.stream.world import Event, Fact, Report

SPELT = {"Kyiv": "Kiev", "Kharkiv": "Kharkov", "Odesa": "Odessa", "Lviv": "Lvov"}
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", *_TEENS)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes about what. `now` is the time of publication; a `dated` article may say "on Tuesday"."""

    rng: random.Random
    ledger: Ledger
    phrases: Phrases
    event: Event
    outlet: Outlet
    now: datetime
    dated: bool = True


def story(desk: Desk, earlier: Sequence[Event]) -> tuple[str, ...]:
    """Write the marked paragraphs of an article with the figures known so far; mention `earlier` events."""
    rng = desk.rng
    out = [fact for fact in desk.event.facts if _standing(fact, desk.now)]
    chosen = rng.sample(out, min(len(out), rng.randint(2, 5)))
    lead = _filled(desk, rng.choice(desk.phrases["kinds"][desk.event.kind]["leads"]), desk.event.place)
    paragraphs = [" ".join([lead, *(told(desk, fact) for fact in chosen[:1])])]
    for fact in chosen[1:]:
        beside = [filler(rng, desk.phrases)] if rng.random() < 0.4 else []
        paragraphs.append(" ".join([told(desk, fact), *beside]))
    paragraphs += [asides(rng, desk.phrases) for _ in range(rng.randint(1, 3))]
    if earlier and rng.random() < 0.35:
        paragraphs.append(_past(desk, rng.choice(earlier)))
    body = paragraphs[1:]
    rng.shuffle(body)
    return (paragraphs[0], *(paragraph for paragraph in body if paragraph))


def headline(desk: Desk) -> str:
    """Write a headline about the event or one of its figures, without marks."""
    rng, out = desk.rng, [fact for fact in desk.event.facts if _standing(fact, desk.now)]
    if not out or rng.random() < 0.6:
        return _filled(desk, rng.choice(desk.phrases["kinds"][desk.event.kind]["titles"]), desk.event.place)
    fact = rng.choice(out)
    report = _standing(fact, desk.now)[-1]
    clause = _clause(desk, fact, spoken(rng, report.value), when="")
    by = _party(desk, report.by)
    frame: str = drawn(rng, desk.phrases["edits"]["headlines"])
    return frame.format(clause=clause, Clause=_opening(desk, clause), by=by, By=_opening(desk, by))


def told(desk: Desk, fact: Fact) -> str:
    """State a fact: its figure in force, sometimes with the one before or the other party's."""
    rng, reports = desk.rng, _standing(fact, desk.now)
    main, other = fact.reports[0].by, [report for report in reports if report.by != fact.reports[0].by]
    ours = [report for report in reports if report.by == main]
    if other and (not ours or rng.random() < 0.15):
        return _said(desk, fact, other[-1])
    first = _revised(desk, fact, ours) if len(ours) > 1 and rng.random() < 0.3 else _said(desk, fact, ours[-1])
    return f"{first} {_framed(desk, 'rival', fact, other[-1])}" if other and rng.random() < 0.5 else first


def correction(desk: Desk, fact: Fact, report: Report, wrong: int) -> str:
    """Write the marked text of a note that corrects one figure."""
    return _framed(desk, "note", fact, report, wrong=Statement(fact.id, report.by, report.at, wrong, "withdrawn"))


def filler(rng: random.Random, phrases: Phrases) -> str:
    """Write a sentence on another subject, with other figures."""
    return _elsewhere(rng, phrases, rng.choice(phrases["filler"]["sentences"]))


def asides(rng: random.Random, phrases: Phrases) -> str:
    """Write a paragraph of such sentences."""
    frames = rng.sample(phrases["filler"]["sentences"], rng.randint(2, 4))
    return " ".join(_elsewhere(rng, phrases, frame) for frame in frames)


def filler_headline(rng: random.Random, phrases: Phrases) -> str:
    """Write the headline of an article without an event."""
    return _elsewhere(rng, phrases, rng.choice(phrases["filler"]["titles"])).capitalize()


def spoken(rng: random.Random, value: int) -> str:
    """Write a figure as people do: thirty-one, 31, 12,400, 340 million."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} million"
    return in_words(value) if value <= 10 or (value < 100 and rng.random() < 0.3) else f"{value:,}"


def in_words(value: int) -> str:
    """Write a number from 0 to 99 in words."""
    if value < 20:
        return _ONES[value]
    return "-".join([_TENS[value // 10 - 2], *([_ONES[value % 10]] if value % 10 else [])])


def on_day(phrases: Phrases, moment: datetime, now: datetime, dated: bool = True) -> str:
    """Name a day as an article of `now` does: by weekday within six days, otherwise by date."""
    date: str = phrases["edits"]["day"]
    near = dated and timedelta(0) <= now - moment < timedelta(days=6)
    return f"on {moment:%A}" if near else date.format(day=moment.day, month=f"{moment:%B}")


def _when(desk: Desk) -> str:
    """Name the event's day, sometimes as "today" or "yesterday", sometimes with the part of the day."""
    moment, draw = desk.event.at, desk.rng.random()
    ago = (desk.now.date() - moment.date()).days
    if desk.dated and ago in (0, 1) and draw < 0.2:
        return ("today", "yesterday")[ago]
    part: str = desk.phrases["edits"]["parts"][moment.hour // 6]
    day = on_day(desk.phrases, moment, desk.now, desk.dated)
    return part.format(weekday=f"{moment:%A}") if draw > 0.8 and day == f"on {moment:%A}" else day


def _standing(fact: Fact, now: datetime) -> list[Report]:
    return [report for report in fact.reports if report.at <= now]


def _said(desk: Desk, fact: Fact, report: Report) -> str:
    return _framed(desk, desk.rng.choice(("said", "said", "before", "counted")), fact, report)


def _revised(desk: Desk, fact: Fact, ours: Sequence[Report]) -> str:
    old = desk.rng.choice(ours[:-1])
    return _framed(desk, "revised", fact, ours[-1], old=Statement(fact.id, old.by, old.at, old.value, "earlier"))


def _past(desk: Desk, event: Event) -> str:
    """Mention a figure of an earlier event with its date; "" if the drawn phrase cannot date it."""
    fact = desk.rng.choice(event.facts)
    there = Desk(desk.rng, desk.ledger, desk.phrases, event, desk.outlet, desk.now, dated=False)
    sentence = _framed(there, "past", fact, fact.reports[-1], role="past")
    return sentence if on_day(desk.phrases, event.at, desk.now, dated=False) in sentence else ""


def _framed(desk: Desk, kind: str, fact: Fact, report: Report, *, role: Role = "reported", **beside: Statement) -> str:
    """Fill a frame of this kind with one report; `beside` are the other figures in the frame."""
    rng = desk.rng
    frame: str = rng.choice(desk.phrases["frames"][kind])
    figure = desk.ledger.mark(Statement(fact.id, report.by, report.at, report.value, role), spoken(rng, report.value))
    hedge = rng.choice(desk.phrases["edits"]["hedges"]) if rng.random() < 0.15 else ""
    by, count = _party(desk, report.by), _clause(desk, fact, "", phrases="counts")
    clause = _clause(desk, fact, hedge + figure)
    return frame.format(
        by=by,
        By=_opening(desk, by),
        clause=clause,
        Clause=_opening(desk, clause),
        count=count,
        Count=_opening(desk, count),
        n=figure,
        day=on_day(desk.phrases, report.at, desk.now, desk.dated),
        clock=f"{report.at:%H:%M}",
        **{name: desk.ledger.mark(one, spoken(rng, one.value)) for name, one in beside.items()},
    )


def _opening(desk: Desk, text: str) -> str:
    return capital(text, desk.phrases["edits"]["total"])


def _clause(desk: Desk, fact: Fact, figure: str, *, phrases: str = "clauses", when: str | None = None) -> str:
    frame = desk.rng.choice(desk.phrases["quantities"][fact.quantity][phrases])
    return _filled(desk, frame, fact.place, things=fact.things, n=figure, when=when)


def _party(desk: Desk, by: str) -> str:
    return _filled(desk, desk.rng.choice(desk.phrases["parties"][by]), desk.event.place)


def _filled(desk: Desk, frame: str, place: str, *, things: str = "", n: str = "", when: str | None = None) -> str:
    words = {"event": desk.rng.choice(desk.phrases["kinds"][desk.event.kind]["nouns"]), **desk.event.words}
    cause = desk.rng.choice(desk.phrases["kinds"][desk.event.kind]["causes"]).format(**words)
    day = _when(desk) if when is None else when
    text = frame.format(place=place, when=day, things=things, n=n, cause=cause, **words)
    return " ".join(text.split())


def _elsewhere(rng: random.Random, phrases: Phrases, frame: str) -> str:
    return frame.format(
        thing=rng.choice(phrases["filler"]["things"]),
        deed=rng.choice(phrases["filler"]["deeds"]),
        role=rng.choice(phrases["filler"]["roles"]),
        town=town(rng),
        person=person(rng),
        other=person(rng),
        number=rng.randint(40, 9_800),
        small=rng.randint(2, 38),
    )
