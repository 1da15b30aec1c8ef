"""Evidence for a question: the passages found for it, each with the article that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.article import Article
from index.filters import Filter
from index.search import Hit
from index.store import Store


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit and its article, in the version that the hit's passage was cut from."""

    hit: Hit
    article: Article


class Retriever(Protocol):
    """Anything that finds evidence."""

    def retrieve(self, query: str, filter: Filter, limit: int) -> Sequence[Evidence]:
        """At most `limit` pieces of evidence, best first."""
        ...


@dataclass(frozen=True, slots=True)
class StoreRetriever:
    """Hybrid search over a store, all of it from one moment of the catalogue."""

    store: Store

    def retrieve(self, query: str, filter: Filter, limit: int) -> Sequence[Evidence]:
        search = self.store.search()
        with self.store.view() as view:
            hits = search.hits(view, query, filter, limit)
            wanted = dict.fromkeys((hit.passage.article_id, hit.passage.version) for hit in hits)
            articles = {key: view.article(*key) for key in wanted}
        return [Evidence(hit, articles[hit.passage.article_id, hit.passage.version]) for hit in hits]
