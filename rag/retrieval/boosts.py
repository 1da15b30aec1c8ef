"""Boosts: publishers and times that a question names raise their passages, and hide none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.article import Article
from index.search.search import Hit
from rag.language.dates.interval import Interval
from rag.language.publishers import publishers_in
from rag.query.time_scope import time_scope_of
from rag.retrieval.temporal import temporal_relevance

SOURCE, TIME = 1.0, 2.0
"""Boost of a named publisher and of a named time, in standard deviations of the search scores."""


@dataclass(frozen=True, slots=True)
class NamedScope:
    """Publishers and times that a question names."""

    sources: frozenset[str]
    times: tuple[Interval, ...]

    def bonus(self, hit: Hit, article: Article) -> float:
        """Return the boost of `hit`, a passage of `article`."""
        relevance = temporal_relevance(self.times, hit.passage.text, article.published) if self.times else 0.0
        return SOURCE * (article.source in self.sources) + TIME * relevance

    def by(self, newest: date | None) -> "NamedScope":
        """Give a day without a year the last year that has news of it.

        Args:
            newest: Day of the newest article found, None if unknown.
        """
        return replace(self, times=tuple(time.by(newest) for time in self.times)) if newest else self

    def __bool__(self) -> bool:
        return bool(self.sources or self.times)


def named_scope(question: str, sources: Collection[str], today: date) -> NamedScope:
    """Return the publishers and times that a question names.

    Args:
        question: Stand-alone question.
        sources: Publishers of the collection.
        today: Day on which the question is asked.
    """
    return NamedScope(publishers_in(question, sources), time_scope_of(question, today).times)


def apply_boosts(hits: Sequence[Hit], articles: Sequence[Article], scope: NamedScope) -> list[Hit]:
    """Add the boosts to the hits and sort them.

    If the question names several publishers, the best hit of each comes before the second of any.
    """
    scored = [
        (replace(hit, score=hit.score + scope.bonus(hit, article)), article.source)
        for hit, article in zip(hits, articles, strict=True)
    ]
    scored.sort(key=lambda pair: -pair[0].score)
    if len(scope.sources) < 2:
        return [hit for hit, _ in scored]
    first: dict[str, Hit] = {}
    for hit, source in scored:
        if source in scope.sources:
            first.setdefault(source, hit)
    leading = list(first.values())
    return [*leading, *(hit for hit, _ in scored if hit not in leading)]
