"""Make questions about the stream, with their true answers."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.stream.phrases import Phrases, phrases
from bench.stream.stream import BEGIN, DAYS, Article, Stream
from bench.stream.truth import Count, Differing, counts, differing, expected, standing
from bench.stream.world import Event, Fact
from bench.stream.write import SPELT

QUESTIONS, MOMENTS, ABSENT = 300, 5, 2
"""Number of questions, of moments for as-of questions, and of questions per moment about events still to come.

A quarter of a moment's questions, at most, are about events still to come.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its truth.

    `expected` is None if nothing was reported by then: the right answer is "not found". `event_time` is the day in the
    question, if it names one.
    """

    id: str
    text: str
    as_of: datetime | None
    event_time: str
    fact: Fact
    expected: Count | None
    differing: tuple[Differing, ...]


def questions(of: Stream, count: int = QUESTIONS, seed: int = 7) -> list[Asked]:
    """Make questions: three fifths about the present, the others spread over MOMENTS.

    Args:
        of: Stream to ask about.
        count: Number of questions; a small stream gives fewer.
        seed: Seed of the draws.
    """
    rng, book = random.Random(seed), phrases(of.book)
    facts = [(event, fact) for event in of.events for fact in event.facts if _alone(of.events, event, fact)]
    rng.shuffle(facts)
    moments = _moments(of)
    each = count * 2 // 5 // max(1, len(moments))
    asked: list[Asked] = []
    for moment in moments:
        then = [event for event in of.events if event.at <= moment]
        chosen = _as_of(rng, book, facts, standing(of.articles, moment), moment, each)
        asked += [one for event, one in chosen if _is_clear(then, event, one)]
    now = standing(of.articles, None)
    for event, fact in facts:
        if len(asked) < count and expected(counts(fact, now)):
            one = _asked(rng, book, event, fact, now, None)
            asked += [one] if _is_clear(of.events, event, one) else []
    return [_numbered(one, number) for number, one in enumerate(asked, 1)]


def _as_of(
    rng: random.Random,
    book: Phrases,
    facts: Sequence[tuple[Event, Fact]],
    stood: Sequence[Article],
    moment: datetime,
    each: int,
) -> list[tuple[Event, Asked]]:
    """Make the questions of one moment.

    Facts that changed later come first, then facts that did not, then a few about events still to come.
    """
    reported = [(event, fact) for event, fact in facts if expected(counts(fact, stood))]
    reported.sort(key=lambda pair: not any(report.at > moment for report in pair[1].reports))
    absent = [(event, fact) for event, fact in facts if event.at > moment][: min(ABSENT, each // 4)]
    chosen = [*reported[: each - len(absent)], *absent]
    return [(event, _asked(rng, book, event, fact, stood, moment)) for event, fact in chosen]


def _asked(
    rng: random.Random, book: Phrases, event: Event, fact: Fact, articles: Sequence[Article], as_of: datetime | None
) -> Asked:
    dated = rng.random() < 0.5 or event.kind in ("attack", "march")
    day = f"{event.at.day} {event.at:%B}" + (f" {event.at.year}" if rng.random() < 0.5 else "")
    words = {**event.words, "cause": rng.choice(book["kinds"][event.kind]["causes"]).format(**event.words)}
    place = SPELT.get(fact.place, fact.place) if rng.random() < 0.2 else fact.place
    text = rng.choice(book["quantities"][fact.quantity]["questions"]).format(
        place=place, things=fact.things, on=f"on {day}" if dated else "", **words
    )
    plain = " ".join(text.replace(" ?", "?").split())
    best = expected(counts(fact, articles))
    return Asked("", plain, as_of, day if day in plain else "", fact, best, tuple(differing(event, fact, articles)))


def _alone(happened: Sequence[Event], event: Event, fact: Fact) -> bool:
    """Return whether day and place name one event: no similar event within two days."""
    return not any(
        other is not event
        and abs(other.at - event.at) < timedelta(days=2)
        and any(
            (one.quantity, one.things, one.place) == (fact.quantity, fact.things, fact.place) for one in other.facts
        )
        for other in happened
    )


def _is_clear(happened: Sequence[Event], event: Event, one: Asked) -> bool:
    """Return whether a question without a day fits one event: no other has the same quantity in its place."""
    fact = one.fact
    others = [other for other in happened if other is not event and other.kind == event.kind]
    same = [other for other in others if not event.words.get("name") or other.words.get("name") == event.words["name"]]
    return bool(one.event_time) or not any(
        (beside.quantity, beside.place) == (fact.quantity, fact.place) for other in same for beside in other.facts
    )


def _moments(of: Stream) -> list[datetime]:
    """Choose the hours when most facts are reported and still to change, at least three days apart."""
    hours = [BEGIN + timedelta(hours=hour) for hour in range(24, DAYS * 24)]
    facts = [fact for event in of.events for fact in event.facts]
    changing = {
        hour: sum(fact.reports[0].at + timedelta(hours=3) < hour < fact.reports[-1].at for fact in facts)
        for hour in hours
    }
    chosen: list[datetime] = []
    for hour in sorted(hours, key=lambda hour: -changing[hour]):
        if len(chosen) < MOMENTS and all(abs(hour - other) >= timedelta(days=3) for other in chosen):
            chosen.append(hour)
    return sorted(chosen)


def _numbered(one: Asked, number: int) -> Asked:
    return Asked(f"q{number:03}", one.text, one.as_of, one.event_time, one.fact, one.expected, one.differing)
