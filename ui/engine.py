"""One open store and everything that can be asked of it, in this process."""

from collections.abc import Callable, Iterator
from functools import cached_property

from index.article import Article
from index.filters import Filter
from index.search import Hit
from index.store import Store
from index.view import Counts, Summary
from rag.answer import answer
from rag.condense import condense
from rag.conversation import Conversation
from rag.events import Event
from rag.question import Question
from rag.reader import Reader
from rag.rerank import rerank as reranked
from rag.retrieve import StoreRetriever


class Engine:
    """What the page, the API and the command line ask. Safe to use from many threads at once."""

    def __init__(self, store: Store, reader: Callable[[], Reader], *, through_llama: bool = False) -> None:
        """`through_llama` asks through LlamaIndex's chat engine, whose import a process that asks once need not pay."""
        self.store = store
        self._make_reader = reader
        self._through_llama = through_llama

    @cached_property
    def reader(self) -> Reader:
        """The reading model, loaded when first needed."""
        return self._make_reader()

    def ask(self, question: str, conversation: Conversation, filter: Filter) -> Iterator[Event]:
        """Answer a question; the last event carries the Answer."""
        if not self._through_llama:
            return self._chain(Question(question, conversation, filter))
        from rag.llama.chat_engine import CitewellChatEngine

        return CitewellChatEngine(self._chain, filter=filter, conversation=conversation).events(question)

    def search(
        self, query: str, conversation: Conversation, filter: Filter, limit: int, *, rerank: bool = False
    ) -> list[Hit]:
        """Hybrid search for the query as it stands in its conversation; `rerank` lets the reader order the hits."""
        standalone = condense(query, conversation)
        hits = [piece.hit for piece in StoreRetriever(self.store).retrieve(standalone, filter, limit)]
        return reranked(self.reader, standalone, hits) if rerank else hits

    def article(self, article_id: str, version: int | None = None) -> Article:
        """An article as it stands now, or in one version. Raises NotFoundError."""
        with self.store.view() as view:
            return view.article(article_id, version)

    def articles(self, filter: Filter, limit: int = -1, offset: int = 0) -> list[Summary]:
        """What there is, newest first."""
        with self.store.view() as view:
            return view.summaries(filter, limit, offset)

    def counts(self) -> Counts:
        """How much there is."""
        with self.store.view() as view:
            return view.counts()

    def _chain(self, question: Question) -> Iterator[Event]:
        return answer(question, StoreRetriever(self.store), self.reader)

    def close(self) -> None:
        """Close the store."""
        self.store.close()
