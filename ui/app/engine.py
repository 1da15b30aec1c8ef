"""One open store and everything that can be asked of it, in this process."""

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
from rag.reader.model import Reader
from rag.retrieval.rerank import rerank as reranked
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
    """What the page, the API and the command line ask. Safe to use from many threads at once."""

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
        """`writer` makes what has a language model write the answers, where there is one. `through_llama` asks through
        LlamaIndex's chat engine, whose import a process that asks once need not pay. Answers, conversations and
        feedback are kept for `keep_days`, 0 for none. `tracing` takes the spans of each answer, and `log_questions` has
        the log say what was asked. `web` is how articles are fetched from addresses."""
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
        """What is counted; imported when first needed."""
        from ui.observability.metrics import Metrics

        return Metrics(self.counts)

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
        owner: str = "",
        bounds: Filter = EVERYTHING,
    ) -> Iterator[Event]:
        """Answer a question; the last event carries the Answer. `findings` are an answer's sentences with their
        verdicts: a language model writes it again by them. `today` is the asker's day. `owner` is the visitor whose
        answer it is ("" where that is not known): it is forgotten with all else of theirs. Nothing outside of
        `bounds` is found, whatever the question and the filter say."""
        chain = partial(self._chain, owner=owner, bounds=bounds)
        if not self._through_llama:
            return chain(Question(question, conversation, filter, findings, today))
        from rag.llama_index.chat_engine import CitewellChatEngine

        engine = CitewellChatEngine(chain, filter=filter, conversation=conversation)
        return engine.events(question, findings=findings, today=today)

    def quoted(self, question: str) -> Answer:
        """The answer of the passages themselves: no language model is asked, and nothing is counted."""
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
            return self._turns.each(check_against(self.reader, source_text, text, self.store.names))
        return self._turns.each(check_draft(self.reader, StoreRetriever(self.store), filter, text))

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

    def listing(self, filter: Filter, search: str = "", limit: int = -1, offset: int = 0) -> Listing:
        """What there is of it that has the words of `search` in its title, source, address or id, newest first."""
        with self.store.view() as view:
            return listing(view, filter, search, limit, offset)

    def facets(self) -> Facets:
        """The sources and languages that there are, with how many articles each has, the commonest first."""
        with self.store.view() as view:
            return facets(view)

    def overview(self) -> tuple[Overview, list[Run]]:
        """What there is in numbers, and the last ingests, the newest first."""
        with self.store.view() as view:
            return overview(view), runs(view)

    def saved_answer(self, id: str) -> tuple[SavedAnswer, list[EvidenceChange]]:
        """An answer that was given, and what has changed since. Raises NotFoundError."""
        saved = self.saved.get(id)
        with self.store.view() as view:
            return saved, list(evidence_changes(saved, view))

    def changed(self, article_id: str, before: int | None = None, after: int | None = None) -> Changed:
        """What changed from one version of an article to another. Raises NotFoundError."""
        with self.store.view() as view:
            return changed(view, article_id, before, after)

    def versions(self, article_id: str) -> list[Validity]:
        """The versions of an article, and when each stood."""
        with self.store.view() as view:
            return history(view, article_id)

    def _chain(self, question: Question, owner: str = "", bounds: Filter = EVERYTHING) -> Iterator[Event]:
        retriever = StoreRetriever(self.store, bounds=bounds)
        events = self._turns.answering(answer(question, retriever, self.reader, self.writer))
        return self._keeping(self._watched(question, events), owner)

    def _watched(self, question: Question, events: Iterator[Event]) -> Iterator[Event]:
        """The events, counted, traced and logged."""
        usage = Usage()
        events = self.metrics.counted(with_usage(events, usage), usage)
        if self.tracing:
            events = self.tracing.traced(events, usage)
        return logged(events, question.text if self._log_questions else "")

    def _keeping(self, events: Iterator[Event], owner: str) -> Iterator[Event]:
        """The events; the answer of what was searched for is kept, and has its id."""
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
