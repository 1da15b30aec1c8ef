"""Everything that Citewell does for its callers, in the JSON they get. The API and the command line call it.

`LocalService` works in this process, on a store that it owns. `ui.app.remote.RemoteService` has the same methods and
asks the process that is serving the store.
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
"""Makes the embedder of a name; "" is the one that is configured."""
MODELS = (HERE / "weights", READERS / "weights")
Outcomes = dict[str, int]
"""added, updated, unchanged -> articles; passages -> how many were made."""


class Service(Protocol):
    """What the command line needs, wherever it is done."""

    def ask(self, body: AskBody) -> Json: ...

    def search(self, body: SearchBody) -> Json: ...

    def check(self, body: CheckBody) -> Json: ...

    def ingest(self, articles: Iterable[Article]) -> Iterator[Outcomes]:
        """Bring articles in; counts come as they are done, a batch at a time."""
        ...

    def prune(self, folders: Sequence[str], seen: set[str], failed: set[str]) -> int: ...

    def note_run(self, run: Run) -> None:
        """Keep how an ingest went."""
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
        """Make both indexes again; each step's progress as it is made."""
        ...

    def close(self) -> None: ...


class LocalService:
    """The service on a store of this process."""

    def __init__(self, engine: Engine, make_embedder: MakeEmbedder) -> None:
        self.engine = engine
        self._make_embedder = make_embedder

    def ask(self, body: AskBody, owner: str = "") -> Json:
        """An Answer, to the visitor `owner`."""
        return answer_json(final_answer(self.events(body, owner)))

    def events(self, body: AskBody, owner: str = "") -> Iterator[Event]:
        """What happens while the visitor `owner` is answered. Raises NotFoundError at once where the conversation in
        which they ask is none of theirs, UsageError where it is full."""
        return converse(self.engine, body, owner)

    def search(self, body: SearchBody) -> Json:
        """The hits of a search."""
        hits = self.engine.search(
            body.query, body.conversation, body.filter, body.k, rerank=body.rerank, today=body.today
        )
        return {"query": body.query, "hits": [hit_json(hit) for hit in hits]}

    def check(self, body: CheckBody) -> Json:
        """A text checked sentence by sentence."""
        return draft_json(check_statements(self.engine.check(body.text, body.filter, body.source_text)))

    def ingest(self, articles: Iterable[Article]) -> Iterator[Outcomes]:
        for done in ingest(self.engine.store, articles):
            self.engine.metrics.ingested(done.outcome, done.passages)
            yield {done.outcome: 1, "passages": done.passages}

    def prune(self, folders: Sequence[str], seen: set[str], failed: set[str]) -> int:
        """Remove what was read from `folders` and is there no more. Returns how many articles."""
        gone = vanished(self.engine.store, folders, seen, failed)
        return len(remove(self.engine.store, gone)) if gone else 0

    def note_run(self, run: Run) -> None:
        """Keep how an ingest went."""
        self.engine.metrics.ingested("failed", articles=run.failures)
        note_run(self.engine.store, run)

    def overview(self) -> Json:
        """What there is in numbers, and the last ingests."""
        found, last = self.engine.overview()
        return {**overview_json(found), "runs": [run_json(run) for run in last]}

    def articles(self, limit: int = -1, offset: int = 0, search: str = "", sources: Sequence[str] = ()) -> Json:
        """What there is; with `search` and `sources`, which of it was `found`."""
        counts = self.engine.counts()
        listed = self.engine.listing(Filter(sources=tuple(sources)), search, limit, offset)
        return {
            "count": counts.articles,
            "passages": counts.passages,
            "newest": counts.newest.isoformat() if counts.newest else None,
            "found": listed.found,
            "articles": [summary_json(summary) for summary in listed.summaries],
        }

    def article(self, article_id: str, version: int | None = None, passage: str = "", *, whole: bool = True) -> Json:
        """One article, with its text, and when each of its versions stood; `whole` is whether more than a passage of it
        may be read. Raises NotFoundError, ForbiddenError."""
        found = opened(self.engine, article_id, version, passage, whole=whole)
        return {**found, "versions": [standing_json(one) for one in self.engine.versions(article_id)]}

    def changes(self, article_id: str, before: int | None = None, after: int | None = None) -> Json:
        """What changed in an article, word by word. Raises NotFoundError."""
        return changed_json(self.engine.changed(article_id, before, after))

    def remove(self, article_ids: Sequence[str], *, purge: bool = False) -> Json:
        """Take articles out; with `purge`, out of every file too. Ids that are not there are listed as failed."""
        known = (purged if purge else remove)(self.engine.store, article_ids)
        problem = "there is no such article; `citewell articles` lists what there is"
        return {"removed": [id for id in article_ids if id in known], "failed": _failed(article_ids, known, problem)}

    def answer(self, answer_id: str) -> Json:
        """An answer as it was given, and what has changed since. Raises NotFoundError."""
        return saved_json(*self.engine.saved_answer(answer_id))

    def forget(self, body: ForgetBody) -> Json:
        """Delete kept answers, and what is kept with them; ids that are not there are listed as failed."""
        saved = self.engine.saved
        if body.ids:
            known = saved.forget(body.ids)
            failed = _failed(body.ids, known, "no answer is kept under this id")
            return {"forgotten": len(known), "conversations": 0, "failed": failed}
        if body.visitor:
            kept = self.engine.conversations
            gone = kept.forget_all(kept.owner_of(body.visitor) or body.visitor, thorough=True)
        else:
            gone = saved.forget_before(body.before or datetime.now(UTC))
        return {"forgotten": gone.answers, "conversations": gone.conversations, "failed": []}

    def feedback(self, query: FeedbackQuery) -> Json:
        """What people thought of the answers they were given, the newest first."""
        return {"feedback": [judged_json(one) for one in self.engine.feedback.list(query.verdict, query.limit)]}

    def doctor(self, *, fix: bool) -> Json:
        """What is wrong with the store; with `fix`, what was mended, and what is wrong still."""
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
        """Give the store up."""
        self.engine.close()


def _failed(ids: Iterable[str], known: set[str], problem: str) -> list[Json]:
    return [{"source": id, "error": problem} for id in ids if id not in known]
