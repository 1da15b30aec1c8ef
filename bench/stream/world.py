"""The events of the stream: what was counted, and who gave which figure when."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.stream.outlets import person, town


@dataclass(frozen=True, slots=True)
class Report:
    """A figure that one party gives at one moment."""

    at: datetime
    value: int
    by: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity of one event in one scope: the counted things and the place.

    A party's reports follow each other in time; each replaces the earlier one.
    """

    id: str
    quantity: str
    things: str
    place: str
    reports: tuple[Report, ...]

    @property
    def scope(self) -> str:
        """The scope as text: "missiles, Kyiv"."""
        return ", ".join(part for part in (self.things, self.place) if part)


@dataclass(frozen=True, slots=True)
class Event:
    """An event at one moment. `words` fills its own slots: names of ferry, attacker, mayor."""

    id: str
    kind: str
    at: datetime
    place: str
    facts: tuple[Fact, ...]
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Theatre:
    """An attacked country, its attacker and its cities."""

    country: str
    enemy: str
    cities: tuple[str, ...]


THEATRES = (
    Theatre("Ukraine", "Russia", ("Kyiv", "Kharkiv", "Odesa", "Lviv", "Dnipro")),
    Theatre("Velmora", "Ordania", ("Tarnova", "Oskaville", "Brennhaven", "Salcia", "Pelgrad")),
    Theatre("Qasiristan", "Ulmaria", ("Dalun", "Heshir", "Marabek", "Zorat")),
)
FERRIES = ("Alma Rose", "Northern Light", "Saint Orla", "Grey Heron", "Queen of Tolland", "Maria Stella", "Blue Tern")
PROJECTS = ("river tunnel", "harbour bridge", "opera house", "airport railway", "flood barrier", "tram extension")
STORMS = ("Agda", "Bruno", "Celine", "Davor", "Edda", "Finn", "Gisela", "Horst", "Ines", "Jarl", "Kaja", "Lorenz")
Draw = tuple[str, str, str, int, tuple[str, ...]]
"""A count to draw: quantity, things, place, final value, and the parties that count (the second disagrees)."""


def events(rng: random.Random, count: int, begin: datetime, days: int) -> list[Event]:
    """Draw `count` events over `days`, attacks most often, in order of time."""
    makers = (_attack, _ferry, _attack, _election, _project, _attack, _storm, _march)
    moments = sorted(begin + timedelta(minutes=rng.randint(0, days * 1440)) for _ in range(count))
    return [_event(rng, makers[number % len(makers)], number, at) for number, at in enumerate(moments)]


def _event(
    rng: random.Random,
    maker: Callable[[random.Random, int], tuple[str, str, dict[str, str], Sequence[Draw]]],
    number: int,
    at: datetime,
) -> Event:
    kind, place, words, draws = maker(rng, number)
    used: set[int] = set()
    facts = tuple(
        Fact(f"e{number}.{order}", quantity, things, where, _timeline(rng, at, end, parties, used))
        for order, (quantity, things, where, end, parties) in enumerate(draws)
    )
    people = {"mayor": person(rng), "governor": person(rng)}
    return Event(f"e{number}", kind, at, place, facts, people | words)


def _timeline(
    rng: random.Random, at: datetime, end: int, parties: tuple[str, ...], used: set[int]
) -> tuple[Report, ...]:
    """Draw one to four figures of the first party over hours and days, and sometimes one or two of the second."""
    reports = _counts(rng, at, end, rng.choice((1, 2, 3, 3, 4)), parties[0], used)
    if len(parties) > 1 and rng.random() < 0.35:
        reports += _counts(
            rng, at, round(end * rng.choice((0.7, 0.8, 1.25, 1.4))), rng.choice((1, 1, 2)), parties[1], used
        )
    return tuple(sorted(reports, key=lambda report: report.at))


def _counts(rng: random.Random, at: datetime, end: int, count: int, by: str, used: set[int]) -> list[Report]:
    """Draw figures that rise towards `end`; the last may fall a little. An event uses a figure only once."""
    reports: list[Report] = []
    moment = at + timedelta(minutes=rng.randint(40, 240))
    for left in range(count - 1, -1, -1):
        share = 1.0 if not left else rng.uniform(1.02, 1.08) if left == 1 and rng.random() < 0.4 else 0.88**left
        reports.append(Report(moment, _unused(round(end * share), used), by))
        moment += timedelta(minutes=rng.choice((240, 420, 600, 900, 1500)) + rng.randint(0, 90))
    return reports


def _unused(value: int, used: set[int]) -> int:
    step = 1 if value < 1_000 else 10 ** (len(str(value)) - 2)
    value = max(3, value // step * step if value >= 1_000 else value)
    while value in used:
        value += step
    used.add(value)
    return value


def _attack(rng: random.Random, number: int) -> tuple[str, str, dict[str, str], Sequence[Draw]]:
    theatre = THEATRES[number % len(THEATRES)]
    first, second = rng.sample(theatre.cities, 2)
    missiles, drones = rng.randint(45, 120), rng.randint(25, 90)
    armed, local = ("air force", "defence ministry"), ("mayor", "governor")
    draws: list[Draw] = [
        ("launched", "missiles", theatre.country, missiles, armed),
        ("intercepted", "missiles", theatre.country, round(missiles * rng.uniform(0.6, 0.85)), armed),
        ("intercepted", "missiles", first, round(missiles * rng.uniform(0.2, 0.4)), ("mayor", "general staff")),
        ("launched", "drones", theatre.country, drones, armed),
        ("intercepted", "drones", theatre.country, round(drones * rng.uniform(0.6, 0.9)), armed),
        ("intercepted", "drones", first, round(drones * rng.uniform(0.2, 0.5)), ("general staff", "governor")),
        ("killed", "", first, rng.randint(4, 30), local),
        ("injured", "", first, rng.randint(15, 90), local),
        ("killed", "", second, rng.randint(3, 15), ("governor", "interior ministry")),
        ("facilities", "", theatre.country, rng.randint(8, 40), ("grid operator", "interior ministry")),
    ]
    return "attack", first, {"enemy": theatre.enemy}, draws


def _ferry(rng: random.Random, number: int) -> tuple[str, str, dict[str, str], Sequence[Draw]]:
    place, name = town(rng), FERRIES[number // 8 % len(FERRIES)]
    aboard, sides = rng.randint(90, 480), ("coastguard", "ferry company")
    draws: list[Draw] = [
        ("aboard", "", place, aboard, ("ferry company", "interior ministry")),
        ("drowned", "", place, aboard // rng.randint(5, 12), sides),
        ("rescued", "", place, round(aboard * rng.uniform(0.5, 0.75)), sides),
    ]
    return "ferry", place, {"name": name}, draws


def _election(rng: random.Random, number: int) -> tuple[str, str, dict[str, str], Sequence[Draw]]:
    place, who = town(rng), person(rng)
    draws: list[Draw] = [
        ("votes", "", place, rng.randint(12_000, 480_000), ("electoral commission", "campaign")),
        ("stations", "", place, rng.randint(6, 70), ("observers", "electoral commission")),
    ]
    return "election", place, {"who": who}, draws


def _project(rng: random.Random, number: int) -> tuple[str, str, dict[str, str], Sequence[Draw]]:
    place = town(rng)
    draws: list[Draw] = [
        ("cost", "", place, rng.randint(40, 900) * 1_000_000, ("council", "auditors")),
        ("jobs", "", place, rng.randint(150, 4_000), ("builder", "council")),
    ]
    return "project", place, {"name": rng.choice(PROJECTS)}, draws


def _storm(rng: random.Random, number: int) -> tuple[str, str, dict[str, str], Sequence[Draw]]:
    place, name = town(rng), STORMS[number // 8 % len(STORMS)]
    draws: list[Draw] = [
        ("dark", "", place, rng.randint(2_000, 90_000), ("grid operator", "governor")),
        ("evacuated", "", place, rng.randint(200, 6_000), ("emergency service", "mayor")),
        ("killed", "", place, rng.randint(3, 25), ("emergency service", "interior ministry")),
    ]
    return "storm", place, {"name": name}, draws


def _march(rng: random.Random, number: int) -> tuple[str, str, dict[str, str], Sequence[Draw]]:
    place = town(rng)
    draws: list[Draw] = [
        ("marched", "", place, rng.randint(3_000, 60_000), ("police", "organisers")),
        ("arrested", "", place, rng.randint(8, 150), ("police", "organisers")),
    ]
    return "march", place, {}, draws
