"""The engine: one open store, and every question that this process can answer from it."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial
from os import cpu_count
from typing import TYPE_CHECKING

from index.article import Article
from index.catalogue.history import Changed, Validity, changed, history
from index.catalogue.overview import Facets, Listing, Overview, facets, listing, overview
from index.catalogue.view import Counts, Summary
from index.filters import EVERYTHING, Filter
from index.ingest.runs import Run, runs
from index.readers.fetch import FetchConfig
from index.search.search import Hit
from index.store import Store
from rag.generation.usage import Usage, with_usage
from rag.generation.writer import Writer
from rag.pipeline import answer
from rag.query.condense import condense, context_of
from rag.ranking.rerank import rerank as reranked
from rag.reader.model import Reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer
from rag.schema.citation import Claim
from rag.schema.conversation import Conversation
from rag.schema.events import Event, Finished, Stage, final_answer
from rag.schema.question import Question
from rag.storage.answers import SavedAnswers
from rag.storage.conversations import Conversations
from rag.storage.database import FILE, KEEP_DAYS, Database
from rag.storage.evidence_changes import EvidenceChange, evidence_changes
from rag.storage.feedback import Feedback
from rag.storage.saved_answer import SavedAnswer
from rag.verification.draft import DraftCheck, check_against, check_draft
from ui.app.fair_semaphore import FairSemaphore
from ui.observability.logs import logged
from ui.serialization.serializers import answer_json

if TYPE_CHECKING:
    from ui.observability.metrics import Metrics
    from ui.observability.telemetry import Tracing


class Engine:
    """Answer the page, the API and the command line. Safe to use from many threads at once."""

    def __init__(
        self,
        store: Store,
        reader: Callable[[], Reader],
        *,
        writer: Callable[[], Writer | None] = lambda: None,
        through_llama: bool = False,
        keep_days: int = KEEP_DAYS,
        tracing: "Tracing | None" = None,
        log_questions: bool = False,
        web: FetchConfig | None = None,
    ) -> None:
        """Open the engine.

        Args:
            store: The open store.
            reader: Makes the reading model.
            writer: Makes the writer of answers by a language model; returns None without one.
            through_llama: Ask through LlamaIndex's chat engine. Its import is slow, so one-shot commands do without.
            keep_days: Days to keep answers, conversations and feedback; 0 keeps none.
            tracing: Receives the spans of each answer.
            log_questions: Whether to log the text of questions.
            web: How to fetch articles from the web.
        """
        self.store = store
        self.web = web or FetchConfig()
        self.tracing = tracing
        self._log_questions = log_questions
        self._kept = Database(store.config.folder / FILE, keep_days)
        store.keepers.append(self._kept.purge)
        self.saved = SavedAnswers(store, self._kept)
        self.conversations = Conversations(self._kept)
        self.feedback = Feedback(self._kept)
        self._turns = FairSemaphore(cpu_count() or 1)
        self._make_reader = reader
        self._make_writer = writer
        self._through_llama = through_llama

    @cached_property
    def reader(self) -> Reader:
        """The reading model, loaded when first needed."""
        return self._make_reader()

    @cached_property
    def metrics(self) -> "Metrics":
        """The counts of this process; imported when first needed."""
        from ui.observability.metrics import Metrics

        return Metrics(self.counts)

    @cached_property
    def writer(self) -> Writer | None:
        """The writer of answers by a language model, made when first needed; None without a language model.

        Raises:
            UsageError: The settings of the language model are incomplete.
        """
        return self._make_writer()

    def ask(
        self,
        question: str,
        conversation: Conversation,
        filter: Filter,
        findings: tuple[Claim, ...] = (),
        today: date | None = None,
        owner: str = "",
        bounds: Filter = EVERYTHING,
    ) -> Iterator[Event]:
        """Answer a question. The last event carries the Answer.

        Args:
            question: The question, as asked.
            conversation: The turns before it.
            filter: Articles to answer from.
            findings: Checked sentences of an earlier answer; a language model rewrites that answer by them.
            today: The visitor's date.
            owner: Id of the visitor, whose saved answers can be deleted together; "" if unknown.
            bounds: Outer limit on the articles, whatever the question and the filter say.
        """
        chain = partial(self._chain, owner=owner, bounds=bounds)
        if not self._through_llama:
            return chain(Question(question, conversation, filter, findings, today))
        from rag.llama_index.chat_engine import CitewellChatEngine

        engine = CitewellChatEngine(chain, filter=filter, conversation=conversation)
        return engine.events(question, findings=findings, today=today)

    def quoted(self, question: str) -> Answer:
        """Return the extractive answer. No language model is called, and nothing is counted."""
        return final_answer(answer(Question(question), StoreRetriever(self.store), self.reader))

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
        """Search by words and by meaning, in the context of the conversation. `rerank` lets the reader order the
        hits."""
        standalone = condense(query, conversation)
        context = context_of(query, conversation)
        retriever = StoreRetriever(self.store, apart=True)
        day = Question(query, conversation, filter, today=today).day
        hits = [evidence.hit for evidence in retriever.retrieve(standalone, filter, limit, context, day)]
        return reranked(self.reader, standalone, hits) if rerank else hits

    def check(self, text: str, filter: Filter, source_text: str | None = None) -> Iterator[DraftCheck]:
        """Check a text sentence by sentence, against `source_text` or the articles. The last item is the whole."""
        if source_text is not None:
            return self._turns.each(check_against(self.reader, source_text, text, self.store.names))
        return self._turns.each(check_draft(self.reader, StoreRetriever(self.store), filter, text))

    def article(self, article_id: str, version: int | None = None) -> Article:
        """Return an article in its current version, or in another. Raise NotFoundError if there is none."""
        with self.store.view() as view:
            return view.article(article_id, version)

    def articles(self, filter: Filter, limit: int = -1, offset: int = 0) -> list[Summary]:
        """List articles, newest first."""
        with self.store.view() as view:
            return view.summaries(filter, limit, offset)

    def counts(self) -> Counts:
        """Count articles and passages."""
        with self.store.view() as view:
            return view.counts()

    def listing(self, filter: Filter, search: str = "", limit: int = -1, offset: int = 0) -> Listing:
        """List articles with all words of `search` in their title, source, address or id, newest first."""
        with self.store.view() as view:
            return listing(view, filter, search, limit, offset)

    def facets(self) -> Facets:
        """Return the sources and languages with their numbers of articles, most frequent first."""
        with self.store.view() as view:
            return facets(view)

    def overview(self) -> tuple[Overview, list[Run]]:
        """Return figures about the collection, and the latest ingest runs, newest first."""
        with self.store.view() as view:
            return overview(view), runs(view)

    def saved_answer(self, id: str) -> tuple[SavedAnswer, list[EvidenceChange]]:
        """Return a saved answer, and what has changed since. Raise NotFoundError if there is none."""
        saved = self.saved.get(id)
        with self.store.view() as view:
            return saved, list(evidence_changes(saved, view))

    def changed(self, article_id: str, before: int | None = None, after: int | None = None) -> Changed:
        """Compare two versions of an article. Raise NotFoundError if one does not exist."""
        with self.store.view() as view:
            return changed(view, article_id, before, after)

    def versions(self, article_id: str) -> list[Validity]:
        """Return the versions of an article, and when each was current."""
        with self.store.view() as view:
            return history(view, article_id)

    def _chain(self, question: Question, owner: str = "", bounds: Filter = EVERYTHING) -> Iterator[Event]:
        retriever = StoreRetriever(self.store, bounds=bounds)
        events = self._turns.answering(answer(question, retriever, self.reader, self.writer))
        return self._saving(self._observed(question, events), owner)

    def _observed(self, question: Question, events: Iterator[Event]) -> Iterator[Event]:
        """Count, trace and log the events."""
        usage = Usage()
        events = self.metrics.counted(with_usage(events, usage), usage)
        if self.tracing:
            events = self.tracing.traced(events, usage)
        return logged(events, question.text if self._log_questions else "")

    def _saving(self, events: Iterator[Event], owner: str) -> Iterator[Event]:
        """Save the answer and give it its id, if a search was made for it."""
        searched = False
        for event in events:
            searched = searched or (isinstance(event, Stage) and event.name == "searching")
            if searched and isinstance(event, Finished):
                event = Finished(self.saved.keep(event.answer, answer_json, owner))
            yield event

    def close(self) -> None:
        """Close the store."""
        self._kept.close()
        self.store.close()
        if self.tracing:
            self.tracing.close()
