"""Evidence for a question: the passages found for it, each with the article that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.article import Article
from index.filters import Filter
from index.search import Also, Hit
from index.sentences import sentence_spans
from index.store import Store
from rag.named import named, raised
from rag.parts import parts

DEEP = 50
"""Hits among which those are raised that the question names the publisher or the day of."""
LONGEST_BEFORE = 300
"""Characters of the longest sentence that is read before a passage; of a longer one, the end."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit and its article, in the version that the hit's passage was cut from."""

    hit: Hit
    article: Article

    @property
    def start(self) -> int:
        """Where `text` begins in the article."""
        return max(0, self.hit.passage.start - self._before)

    @property
    def text(self) -> str:
        """The passage with the sentence before it, which often says what its first words are about."""
        return self.article.text[self.start : self.hit.passage.end]

    @property
    def _before(self) -> int:
        start = self.hit.passage.start
        low = max(0, start - LONGEST_BEFORE)
        sentences = sentence_spans(self.article.text[low:start])
        return start - low - sentences[-1][0] if sentences else 0


class Retriever(Protocol):
    """Anything that finds evidence."""

    def retrieve(self, query: str, filter: Filter, limit: int, context: Sequence[Also] = ()) -> Sequence[Evidence]:
        """At most `limit` pieces of evidence, best first. `context` is searched for too, each text by its weight."""
        ...

    def caveats(self) -> Sequence[str]:
        """What a reader should know of how the search is done just now."""
        ...


@dataclass(frozen=True, slots=True)
class StoreRetriever:
    """Hybrid search over a store, all of it from one moment of the catalogue."""

    store: Store

    def retrieve(self, query: str, filter: Filter, limit: int, context: Sequence[Also] = ()) -> Sequence[Evidence]:
        search = self.store.search()
        with self.store.view() as view:
            found = named(query, view.sources())
            hits = search.hits(view, query, filter, max(limit, DEEP) if found else limit, parts(query), context)
            wanted = dict.fromkeys((hit.passage.article_id, hit.passage.version) for hit in hits)
            articles = {key: view.article(*key) for key in wanted}
        of = [articles[hit.passage.article_id, hit.passage.version] for hit in hits]
        if found:
            hits = raised(hits, of, found)[:limit]
        return [Evidence(hit, articles[hit.passage.article_id, hit.passage.version]) for hit in hits]

    def caveats(self) -> Sequence[str]:
        return self.store.caveats()
