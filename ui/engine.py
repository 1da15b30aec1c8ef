"""One open store and everything that can be asked of it, in this process."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from index.article import Article
from index.filters import Filter
from index.history import Changed, Standing, changed, history
from index.search import Hit
from index.store import Store
from index.view import Counts, Summary
from rag.answer import answer, answered
from rag.answer_shape import Answer
from rag.claim import Claim
from rag.condense import condense, context_of
from rag.conversation import Conversation
from rag.draft import DraftCheck, check_against, check_draft
from rag.events import Event, Finished, Stage
from rag.question import Question
from rag.reader import Reader
from rag.rerank import rerank as reranked
from rag.retrieve import StoreRetriever
from rag.saved.answers import KEEP_DAYS, SavedAnswers
from rag.saved.shape import Saved
from rag.saved.since import Change, changes_since
from rag.write.writer import Writer
from ui.wire import answer_json

if TYPE_CHECKING:
    from ui.metrics import Metrics


class Engine:
    """What the page, the API and the command line ask. Safe to use from many threads at once."""

    def __init__(
        self,
        store: Store,
        reader: Callable[[], Reader],
        *,
        writer: Callable[[], Writer | None] = lambda: None,
        through_llama: bool = False,
        keep_days: int = KEEP_DAYS,
    ) -> None:
        """`writer` makes what has a language model write the answers, where there is one. `through_llama` asks through
        LlamaIndex's chat engine, whose import a process that asks once need not pay. Answers are kept for `keep_days`,
        0 for none."""
        self.store = store
        self.saved = SavedAnswers(store, keep_days)
        self._make_reader = reader
        self._make_writer = writer
        self._through_llama = through_llama

    @cached_property
    def reader(self) -> Reader:
        """The reading model, loaded when first needed."""
        return self._make_reader()

    @cached_property
    def metrics(self) -> "Metrics":
        """What is counted; imported when first needed."""
        from ui.metrics import Metrics

        return Metrics()

    @cached_property
    def writer(self) -> Writer | None:
        """What has a language model write the answers, made when first needed. Raises UsageError where it cannot be."""
        return self._make_writer()

    def ask(
        self,
        question: str,
        conversation: Conversation,
        filter: Filter,
        findings: tuple[Claim, ...] = (),
        today: date | None = None,
    ) -> Iterator[Event]:
        """Answer a question; the last event carries the Answer. `findings` are an answer's sentences with their
        verdicts: a language model writes it again by them. `today` is the asker's day."""
        if not self._through_llama:
            return self._chain(Question(question, conversation, filter, findings, today))
        from rag.llama.chat_engine import CitewellChatEngine

        engine = CitewellChatEngine(self._chain, filter=filter, conversation=conversation)
        return engine.events(question, findings=findings, today=today)

    def quoted(self, question: str) -> Answer:
        """The answer of the passages themselves: no language model is asked, and nothing is counted."""
        return answered(answer(Question(question), StoreRetriever(self.store), self.reader))

    def search(
        self,
        query: str,
        conversation: Conversation,
        filter: Filter,
        limit: int,
        *,
        rerank: bool = False,
        today: date | None = None,
    ) -> list[Hit]:
        """Hybrid search for the query as it stands in its conversation; `rerank` lets the reader order the hits."""
        standalone = condense(query, conversation)
        around = context_of(query, conversation)
        retriever = StoreRetriever(self.store, apart=True)
        day = Question(query, conversation, filter, today=today).day
        hits = [piece.hit for piece in retriever.retrieve(standalone, filter, limit, around, day)]
        return reranked(self.reader, standalone, hits) if rerank else hits

    def check(self, text: str, filter: Filter, source_text: str | None = None) -> Iterator[DraftCheck]:
        """Check a text sentence by sentence, against `source_text` or the articles; the last of these is the whole."""
        if source_text is not None:
            return check_against(self.reader, source_text, text, self.store.names)
        return check_draft(self.reader, StoreRetriever(self.store), filter, text)

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

    def saved_answer(self, id: str) -> tuple[Saved, list[Change]]:
        """An answer that was given, and what has changed since. Raises NotFoundError."""
        saved = self.saved.get(id)
        with self.store.view() as view:
            return saved, list(changes_since(saved, view))

    def changed(self, article_id: str, before: int | None = None, after: int | None = None) -> Changed:
        """What changed from one version of an article to another. Raises NotFoundError."""
        with self.store.view() as view:
            return changed(view, article_id, before, after)

    def versions(self, article_id: str) -> list[Standing]:
        """The versions of an article, and when each stood."""
        with self.store.view() as view:
            return history(view, article_id)

    def _chain(self, question: Question) -> Iterator[Event]:
        return self._keeping(
            self.metrics.counted(answer(question, StoreRetriever(self.store), self.reader, self.writer))
        )

    def _keeping(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events; the answer of what was searched for is kept, and has its id."""
        searched = False
        for event in events:
            searched = searched or (isinstance(event, Stage) and event.name == "searching")
            if searched and isinstance(event, Finished):
                event = Finished(self.saved.keep(event.answer, answer_json))
            yield event

    def close(self) -> None:
        """Close the store."""
        self.saved.close()
        self.store.close()
