"""The truth of a question about the stream, by one rule.

The rule, for one fact at one moment. Take the versions of articles in force then, and the figures they report of the
fact. Leave out figures that they withdraw, recall from an earlier report, or mention in passing of another event. A
party's latest count is the value reported as of its latest moment, and replaces its earlier ones. If articles differ on
that value (one is mistaken), take the value with more independent sources. Articles are independent if their texts come
from different outlets: a reprint counts with the outlet that wrote it, and an agency's whole running story counts once.
Of the parties' latest counts, the one with most independent sources is best supported; of equal ones, the later. That
is the expected answer.

All other values reported of the fact are differing values: an "update" if their party has replaced them, otherwise a
"disagreement". So are the expected answers of the event's other facts of the same quantity, by "scope" (drones instead
of missiles, the country instead of a city).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bench.stream.marks import Statement
from bench.stream.stream import Article
from bench.stream.world import Event, Fact

DifferingKind = Literal["update", "scope", "disagreement"]


@dataclass(frozen=True, slots=True)
class Count:
    """A value that a party gives as of a moment, with the outlets that report it independently."""

    value: int
    by: str
    at: datetime
    origins: frozenset[str]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A value other than the expected one, and how it differs."""

    value: int
    kind: DifferingKind
    by: str
    scope: str
    articles: tuple[str, ...]


def standing(articles: Iterable[Article], as_of: datetime | None) -> list[Article]:
    """Return each article's newest version, or its version in force at a moment (an undated one never is)."""
    newest: dict[str, Article] = {}
    for article in sorted(articles, key=lambda one: one.written.moment):
        if as_of is None or (article.written.dated and article.written.moment <= as_of):
            newest[article.written.id] = article
    return list(newest.values())


def counts(fact: Fact, articles: Iterable[Article]) -> list[Count]:
    """Return every value that the articles report of a fact, with party and moment."""
    said: dict[tuple[int, str, datetime], dict[str, str]] = defaultdict(dict)
    for article in articles:
        for placed in article.placed:
            one = placed.statement
            if one.fact == fact.id and _stands(one):
                said[one.value, one.by, one.at][article.written.id] = article.written.origin
    return [Count(*key, frozenset(by.values()), tuple(by)) for key, by in said.items()]


def expected(reported: Sequence[Count]) -> Count | None:
    """Return the latest best-supported count by the rule above; None if nothing is reported."""
    return max(_latest(reported), key=lambda count: (len(count.origins), count.at), default=None)


def differing(event: Event, fact: Fact, articles: Sequence[Article]) -> list[Differing]:
    """Return every other value, each once."""
    reported = counts(fact, articles)
    best, latest = expected(reported), _latest(reported)
    found: dict[int, Differing] = {}
    for count in sorted(reported, key=lambda one: one in latest):
        newer = any(other.by == count.by and other.at > count.at for other in reported)
        kind: DifferingKind = "update" if newer else "disagreement"
        found.setdefault(count.value, Differing(count.value, kind, count.by, fact.scope, count.articles))
    for other in event.facts:
        if other.quantity == fact.quantity and other is not fact and (beside := expected(counts(other, articles))):
            one = Differing(beside.value, "scope", beside.by, other.scope, beside.articles)
            found.setdefault(beside.value, one)
    return [one for one in found.values() if best and one.value != best.value]


def _latest(reported: Sequence[Count]) -> list[Count]:
    """Return each party's latest count."""
    ranked = sorted(reported, key=lambda count: (count.at, len(count.origins), -count.value))
    return list({count.by: count for count in ranked}.values())


def _stands(statement: Statement) -> bool:
    return statement.role in ("reported", "mistaken")
