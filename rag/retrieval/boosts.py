"""What a question names of where to look: publishers and times. They raise passages, and hide none."""

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
"""What a named publisher or time adds to a hit, where one deviation of each search's scores counts 1."""


@dataclass(frozen=True, slots=True)
class NamedScope:
    """Publishers and times that a question names."""

    sources: frozenset[str]
    times: tuple[Interval, ...]

    def bonus(self, hit: Hit, article: Article) -> float:
        """What is added to the score of `hit`, a passage of `article`."""
        told = temporal_relevance(self.times, hit.passage.text, article.published) if self.times else 0.0
        return SOURCE * (article.source in self.sources) + TIME * told

    def by(self, newest: date | None) -> "NamedScope":
        """The same, a day that is named without its year taken as of the last year in which there is news of it."""
        return replace(self, times=tuple(one.by(newest) for one in self.times)) if newest else self

    def __bool__(self) -> bool:
        return bool(self.sources or self.times)


def named_scope(question: str, sources: Collection[str], today: date) -> NamedScope:
    """What `question`, asked on the day `today`, names: of the publishers that there are, and of times."""
    return NamedScope(publishers_in(question, sources), time_scope_of(question, today).times)


def apply_boosts(hits: Sequence[Hit], articles: Sequence[Article], found: NamedScope) -> list[Hit]:
    """`hits` (each of its article) with their bonus, best first; where several publishers are named, the best hit of
    each comes before the second of any."""
    scored = [
        (replace(hit, score=hit.score + found.bonus(hit, article)), article.source)
        for hit, article in zip(hits, articles, strict=True)
    ]
    scored.sort(key=lambda pair: -pair[0].score)
    if len(found.sources) < 2:
        return [hit for hit, _ in scored]
    first: dict[str, Hit] = {}
    for hit, source in scored:
        if source in found.sources:
            first.setdefault(source, hit)
    leading = list(first.values())
    return [*leading, *(hit for hit, _ in scored if hit not in leading)]
