"""What is true of a question about the stream, by one rule.

The rule, for a fact at a moment. Taken are the articles that stand then, each in the version of then, and of them the
figures that they report of the fact (not those that they withdraw, recall as said before, or mention in passing of
another day's event). A party's latest count is what it is reported to have said as of its latest moment, and replaces
its earlier ones; where articles differ on what that was (one of them is mistaken), what more independent ones report.
Independent are articles whose texts come from different outlets: a reprint counts with the outlet that wrote it, and an
agency's whole running story counts once. Of the parties' latest counts the one that most independent outlets report is
the best supported; of equally supported ones the later. That is the expected answer.

Differing values are all others reported of the fact: an "update" where its party has replaced it, else a
"disagreement"; and the expected answers of the event's other facts of the same quantity, by "scope" (drones where
missiles are asked for, the country where a city is).
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
    """A value that a party is reported to have given as of a moment, and the outlets that report it on their own."""

    value: int
    by: str
    at: datetime
    origins: frozenset[str]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A value that is not the expected one, and in what way it differs."""

    value: int
    kind: DifferingKind
    by: str
    scope: str
    articles: tuple[str, ...]


def standing(articles: Iterable[Article], as_of: datetime | None) -> list[Article]:
    """The newest version of each article, or that which stood at a moment (undated ones never did)."""
    newest: dict[str, Article] = {}
    for article in sorted(articles, key=lambda one: one.written.moment):
        if as_of is None or (article.written.dated and article.written.moment <= as_of):
            newest[article.written.id] = article
    return list(newest.values())


def counts(fact: Fact, articles: Iterable[Article]) -> list[Count]:
    """Every value that these articles report of a fact, with who gave it as of when."""
    said: dict[tuple[int, str, datetime], dict[str, str]] = defaultdict(dict)
    for article in articles:
        for placed in article.placed:
            one = placed.statement
            if one.fact == fact.id and _stands(one):
                said[one.value, one.by, one.at][article.written.id] = article.written.origin
    return [Count(*key, frozenset(by.values()), tuple(by)) for key, by in said.items()]


def expected(reported: Sequence[Count]) -> Count | None:
    """The latest best-supported count, by the rule above; None where nothing is reported."""
    return max(_latest(reported), key=lambda count: (len(count.origins), count.at), default=None)


def differing(event: Event, fact: Fact, articles: Sequence[Article]) -> list[Differing]:
    """Every other value, each once."""
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
    """Of each party its latest count."""
    ranked = sorted(reported, key=lambda count: (count.at, len(count.origins), -count.value))
    return list({count.by: count for count in ranked}.values())


def _stands(statement: Statement) -> bool:
    return statement.role in ("reported", "mistaken")
