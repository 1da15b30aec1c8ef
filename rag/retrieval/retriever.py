"""Retrieve evidence for a question: passages, each with its article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from index.article import Article
from index.catalogue.history import corrections
from index.catalogue.tombstones import Tombstone, tombstones
from index.catalogue.view import View
from index.dedup.reprints import UNKNOWN, Key, Origin, origins, passages_meeting
from index.filters import EVERYTHING, Filter, both
from index.search.search import ContextQuery, Hit
from index.store import Store
from index.text.dates import this_day
from rag.query.date_filter import published_during
from rag.query.decomposition import decompose
from rag.retrieval.boosts import NamedScope, apply_boosts, named_scope
from rag.retrieval.deduplicate import deduplicate
from rag.schema.evidence import Evidence

DEEP = 50
"""Hits that are searched if the question names a publisher or a time to boost."""
COPIES = 3
"""Factor by which more hits are searched than are wanted, and again if they are copies of one another."""


class Retriever(Protocol):
    """Finds evidence."""

    def retrieve(
        self, query: str, filter: Filter, limit: int, context: Sequence[ContextQuery] = (), today: date | None = None
    ) -> Sequence[Evidence]:
        """Return at most `limit` pieces of evidence, best first.

        Args:
            query: Stand-alone question, or any text.
            filter: Conditions that articles must meet.
            limit: Most pieces of evidence.
            context: Texts to search for too, each with its weight.
            today: Day on which the query is asked; None is the present day.
        """
        ...

    def caveats(self) -> Sequence[str]:
        """Return notices on limits of the search at this moment."""
        ...

    def removed(self) -> Sequence[Tombstone]:
        """Return the articles that were removed."""
        ...


@dataclass(frozen=True, slots=True)
class StoreRetriever:
    """Hybrid search over a store, from one moment of the catalogue.

    Of reprints that say the same it gives one, if possible the original's; with `apart`, it gives all. It neither finds
    nor mentions anything outside `bounds`.
    """

    store: Store
    apart: bool = False
    bounds: Filter = EVERYTHING

    def retrieve(
        self, query: str, filter: Filter, limit: int, context: Sequence[ContextQuery] = (), today: date | None = None
    ) -> Sequence[Evidence]:
        search, asked, filter = self.store.search(), decompose(query), both(filter, self.bounds)
        with self.store.view() as view:
            found = named_scope(query, view.sources(), today or this_day())
            most = (1 if self.apart else COPIES) * (max(limit, DEEP) if found else limit)
            while True:
                hits = search.hits(view, query, filter, most, asked, context)
                found = found.by(_newest(view, hits))
                then = published_during(filter, found.times)
                deep = max(DEEP, COPIES * limit)
                others = search.hits(view, query, then, deep, asked, context) if then else ()
                evidence = self._evidence(view, _joined(hits, others), filter, found)
                if self.apart or len(evidence) >= limit or len(hits) < most:
                    return evidence[:limit]
                most *= COPIES

    def _evidence(self, view: View, hits: Sequence[Hit], filter: Filter, found: NamedScope) -> list[Evidence]:
        """Return the hits as evidence, boosted by what the question names, without reprints."""
        articles = _articles(view, hits)
        if found:
            hits = apply_boosts(hits, [articles[key_of(hit)] for hit in hits], found)
        known = origins(view, articles, filter)
        if not self.apart:
            asked_for = {article.id for article in articles.values() if article.source in found.sources}
            hits = deduplicate(hits, known, lambda id: passages_meeting(view, id, filter), asked_for)
            articles |= _articles(view, [hit for hit in hits if key_of(hit) not in articles])
            known |= origins(view, articles.keys() - known.keys(), filter)
        fixed = corrections(view, articles)
        return [
            Evidence(hit, articles[key], self._within_bounds(known.get(key, UNKNOWN)), fixed.get(key))
            for hit, key in ((hit, key_of(hit)) for hit in hits)
        ]

    def caveats(self) -> Sequence[str]:
        return self.store.caveats()

    def removed(self) -> Sequence[Tombstone]:
        with self.store.view() as view:
            return [tombstone for tombstone in tombstones(view) if tombstone.meets(self.bounds)]

    def _within_bounds(self, origin: Origin) -> Origin:
        """Remove the outlets that are out of bounds."""
        if not self.bounds.sources:
            return origin
        known = {source.casefold() for source in self.bounds.sources}
        return replace(origin, outlets=tuple(outlet for outlet in origin.outlets if outlet.casefold() in known))


def _joined(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """Add those of `others` that are not among the hits.

    The scores of two searches do not compare: the others get the score of the last hit.
    """
    known = {hit.passage.id for hit in hits}
    last = min((hit.score for hit in hits), default=0.0)
    return [*hits, *(replace(hit, score=last) for hit in others if hit.passage.id not in known)]


def key_of(hit: Hit) -> Key:
    """Return the id and version of the article of a hit."""
    return hit.passage.article_id, hit.passage.version


def _newest(view: View, hits: Sequence[Hit]) -> date | None:
    """Return the day of the newest article among the hits, None without dates."""
    return max(
        (article.published.date() for article in _articles(view, hits).values() if article.published), default=None
    )


def _articles(view: View, hits: Iterable[Hit]) -> dict[Key, Article]:
    return {key: view.article(*key) for key in dict.fromkeys(key_of(hit) for hit in hits)}
