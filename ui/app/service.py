"""The service: every operation of Citewell, with JSON results, for the API and the command line.

`LocalService` works in this process, on a store that it owns. `ui.app.remote.RemoteService` has the same methods and
calls the process that serves the store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Protocol

from index.article import Article
from index.embedding.embedder import Embedder
from index.embedding.model_files import HERE
from index.filters import Filter
from index.ingest.ingestion import ingest, remove, vanished
from index.ingest.ingestion import purge as purged
from index.ingest.reindex import reindex
from index.ingest.runs import Run, note_run
from index.maintenance.doctor import Finding, examine
from index.maintenance.doctor import fix as mend
from rag.reader.model import MODELS as READERS
from rag.schema.events import Event, final_answer
from rag.verification.draft import check_statements
from ui.app.article_access import opened
from ui.app.converse import converse
from ui.app.engine import Engine
from ui.app.examine import configured, examine_models
from ui.serialization.drafts import draft_json
from ui.serialization.overview import overview_json, run_json
from ui.serialization.requests import AskBody, CheckBody, FeedbackQuery, ForgetBody, SearchBody
from ui.serialization.saved import changed_json, judged_json, saved_json, standing_json
from ui.serialization.serializers import Json, answer_json, doctor_json, hit_json, summary_json

MakeEmbedder = Callable[[str], Embedder]
"""Makes an embedder by its name; "" is the configured one."""
MODELS = (HERE / "weights", HERE / "words", READERS / "weights", READERS / "multilingual")
Outcomes = dict[str, int]
"""Counts by outcome: articles added, updated and unchanged, and passages made."""


class Service(Protocol):
    """The operations that the command line needs, in this process or in another."""

    def ask(self, body: AskBody) -> Json: ...

    def search(self, body: SearchBody) -> Json: ...

    def check(self, body: CheckBody) -> Json: ...

    def ingest(self, articles: Iterable[Article]) -> Iterator[Outcomes]:
        """Import articles, and yield the counts of each batch."""
        ...

    def prune(self, folders: Sequence[str], seen: set[str], failed: set[str]) -> int: ...

    def note_run(self, run: Run) -> None:
        """Record an ingest run."""
        ...

    def overview(self) -> Json: ...

    def articles(self, limit: int, offset: int) -> Json: ...

    def article(self, article_id: str, version: int | None = None, passage: str = "") -> Json: ...

    def changes(self, article_id: str, before: int | None = None, after: int | None = None) -> Json: ...

    def remove(self, article_ids: Sequence[str], *, purge: bool = False) -> Json: ...

    def answer(self, answer_id: str) -> Json: ...

    def forget(self, body: ForgetBody) -> Json: ...

    def feedback(self, query: FeedbackQuery) -> Json: ...

    def doctor(self, *, fix: bool) -> Json: ...

    def reindex(self, embedder: str) -> Iterator[Json]:
        """Rebuild both indexes, and yield the progress."""
        ...

    def close(self) -> None: ...


class LocalService:
    """The service on a store of this process."""

    def __init__(self, engine: Engine, make_embedder: MakeEmbedder) -> None:
        self.engine = engine
        self._make_embedder = make_embedder

    def ask(self, body: AskBody, owner: str = "") -> Json:
        """Answer a question of the visitor `owner`."""
        return answer_json(final_answer(self.events(body, owner)))

    def events(self, body: AskBody, owner: str = "") -> Iterator[Event]:
        """Yield the events of an answer to the visitor `owner`.

        Raises:
            NotFoundError: The visitor has no such conversation. Raised before the first event.
            UsageError: The conversation is full. Raised before the first event.
        """
        return converse(self.engine, body, owner)

    def search(self, body: SearchBody) -> Json:
        """Search, and return the hits."""
        hits = self.engine.search(
            body.query, body.conversation, body.filter, body.k, rerank=body.rerank, today=body.today
        )
        return {"query": body.query, "hits": [hit_json(hit) for hit in hits]}

    def check(self, body: CheckBody) -> Json:
        """Check a text sentence by sentence."""
        return draft_json(check_statements(self.engine.check(body.text, body.filter, body.source_text)))

    def ingest(self, articles: Iterable[Article]) -> Iterator[Outcomes]:
        for done in ingest(self.engine.store, articles):
            self.engine.metrics.ingested(done.outcome, done.passages)
            yield {done.outcome: 1, "passages": done.passages}

    def prune(self, folders: Sequence[str], seen: set[str], failed: set[str]) -> int:
        """Remove articles whose files have disappeared from `folders`, and return their number."""
        missing = vanished(self.engine.store, folders, seen, failed)
        return len(remove(self.engine.store, missing)) if missing else 0

    def note_run(self, run: Run) -> None:
        """Record an ingest run."""
        self.engine.metrics.ingested("failed", articles=run.failures)
        note_run(self.engine.store, run)

    def overview(self) -> Json:
        """Return figures about the collection, and the latest ingest runs."""
        overview, runs = self.engine.overview()
        return {**overview_json(overview), "runs": [run_json(run) for run in runs]}

    def articles(self, limit: int = -1, offset: int = 0, search: str = "", sources: Sequence[str] = ()) -> Json:
        """List articles. `search` and `sources` limit the list, and `found` counts the matches."""
        counts = self.engine.counts()
        listing = self.engine.listing(Filter(sources=tuple(sources)), search, limit, offset)
        return {
            "count": counts.articles,
            "passages": counts.passages,
            "newest": counts.newest.isoformat() if counts.newest else None,
            "found": listing.found,
            "articles": [summary_json(summary) for summary in listing.summaries],
        }

    def article(self, article_id: str, version: int | None = None, passage: str = "", *, whole: bool = True) -> Json:
        """Return an article with its text and versions. `whole` says whether more than a passage may be read.

        Raises:
            NotFoundError: There is no such article, version or passage.
            ForbiddenError: Only passages may be read, and none is named.
        """
        article = opened(self.engine, article_id, version, passage, whole=whole)
        return {**article, "versions": [standing_json(validity) for validity in self.engine.versions(article_id)]}

    def changes(self, article_id: str, before: int | None = None, after: int | None = None) -> Json:
        """Compare two versions of an article word by word. Raise NotFoundError if one does not exist."""
        return changed_json(self.engine.changed(article_id, before, after))

    def remove(self, article_ids: Sequence[str], *, purge: bool = False) -> Json:
        """Remove articles; with `purge`, also erase them from every file. Unknown ids are listed as failed."""
        known = (purged if purge else remove)(self.engine.store, article_ids)
        problem = "there is no such article; `citewell articles` lists all articles"
        return {"removed": [id for id in article_ids if id in known], "failed": _failed(article_ids, known, problem)}

    def answer(self, answer_id: str) -> Json:
        """Return a saved answer, and what has changed since. Raise NotFoundError if there is none."""
        return saved_json(*self.engine.saved_answer(answer_id))

    def forget(self, body: ForgetBody) -> Json:
        """Delete saved answers and everything attached to them. Unknown ids are listed as failed."""
        saved = self.engine.saved
        if body.ids:
            known = saved.forget(body.ids)
            failed = _failed(body.ids, known, "no answer is saved under this id")
            return {"forgotten": len(known), "conversations": 0, "failed": failed}
        if body.visitor:
            conversations = self.engine.conversations
            owner = conversations.owner_of(body.visitor) or body.visitor
            deleted = conversations.forget_all(owner, thorough=True)
        else:
            deleted = saved.forget_before(body.before or datetime.now(UTC))
        return {"forgotten": deleted.answers, "conversations": deleted.conversations, "failed": []}

    def feedback(self, query: FeedbackQuery) -> Json:
        """List feedback, newest first."""
        return {"feedback": [judged_json(judged) for judged in self.engine.feedback.list(query.verdict, query.limit)]}

    def doctor(self, *, fix: bool) -> Json:
        """Check the store. With `fix`, repair it, and return the earlier problems and the remaining ones."""
        report = self._examined()
        if not fix or report["healthy"]:
            return report
        mend(self.engine.store, [Finding(**finding) for finding in report["findings"]])
        return {**self._examined(), "found": report["findings"]}

    def _examined(self) -> Json:
        store, writer = self.engine.store, self.engine.writer
        model = writer.model if writer else None
        report = doctor_json([*examine(store, MODELS), *examine_models(store, model)])
        return {**report, "configured": configured(store, model)}

    def reindex(self, embedder: str) -> Iterator[Json]:
        for progress in reindex(self.engine.store, self._make_embedder(embedder)):
            yield asdict(progress)

    def close(self) -> None:
        """Close the store."""
        self.engine.close()


def _failed(ids: Iterable[str], known: set[str], problem: str) -> list[Json]:
    return [{"source": id, "error": problem} for id in ids if id not in known]
