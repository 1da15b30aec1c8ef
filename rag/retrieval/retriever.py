"""Evidence for a question: the passages found for it, each with the article that it stands in."""

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
"""Hits among which those are raised that the question names the publisher or the time of."""
COPIES = 3
"""As many times more hits are asked for than are wanted, and again where these are copies of one another."""


class Retriever(Protocol):
    """Anything that finds evidence."""

    def retrieve(
        self, query: str, filter: Filter, limit: int, context: Sequence[ContextQuery] = (), today: date | None = None
    ) -> Sequence[Evidence]:
        """At most `limit` pieces of evidence, best first. `context` is searched for too, each text by its weight.
        `today` is the day on which the query is asked; the present one where it is not said."""
        ...

    def caveats(self) -> Sequence[str]:
        """What a reader should know of how the search is done just now."""
        ...

    def removed(self) -> Sequence[Tombstone]:
        """The articles that were there and have been removed."""
        ...


@dataclass(frozen=True, slots=True)
class StoreRetriever:
    """Hybrid search over a store, all of it from one moment of the catalogue.

    Of reprints that say the same, one is given, the original's where there is one; each on its own where `apart`.
    Nothing outside of `bounds` is found or told of, whatever is asked for.
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
        """The evidence that the hits are, raised by what the question names, without what only repeats."""
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
            Evidence(hit, articles[key], self._told(known.get(key, UNKNOWN)), fixed.get(key))
            for hit, key in ((hit, key_of(hit)) for hit in hits)
        ]

    def caveats(self) -> Sequence[str]:
        return self.store.caveats()

    def removed(self) -> Sequence[Tombstone]:
        with self.store.view() as view:
            return [one for one in tombstones(view) if one.meets(self.bounds)]

    def _told(self, origin: Origin) -> Origin:
        """An origin without the outlets that are out of bounds."""
        if not self.bounds.sources:
            return origin
        known = {one.casefold() for one in self.bounds.sources}
        return replace(origin, outlets=tuple(one for one in origin.outlets if one.casefold() in known))


def _joined(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """`hits` and those of `others` that are not among them. The scores of two searches do not compare: the others count
    as the last of the hits, which they came behind."""
    known = {hit.passage.id for hit in hits}
    last = min((hit.score for hit in hits), default=0.0)
    return [*hits, *(replace(hit, score=last) for hit in others if hit.passage.id not in known)]


def key_of(hit: Hit) -> Key:
    """The article that a hit's passage stands in, and its version."""
    return hit.passage.article_id, hit.passage.version


def _newest(view: View, hits: Sequence[Hit]) -> date | None:
    """The day of the newest article among the hits."""
    return max((one.published.date() for one in _articles(view, hits).values() if one.published), default=None)


def _articles(view: View, hits: Iterable[Hit]) -> dict[Key, Article]:
    return {key: view.article(*key) for key in dict.fromkeys(key_of(hit) for hit in hits)}
