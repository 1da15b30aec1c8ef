"""Everything that Citewell does for its callers, in the JSON they get: the one door of the API and the command line.

`LocalService` does it in this process, on a store that it owns. `ui.remote.RemoteService` has the same methods and asks
the process that is serving the store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Protocol

from index.article import Article
from index.doctor import Finding, examine
from index.doctor import fix as mend
from index.embed import Embedder
from index.filters import Filter
from index.ingest import ingest, remove, vanished
from index.ingest import purge as purged
from index.models.files import HERE
from index.reindex import reindex
from rag.answer import answered
from rag.draft import checked
from rag.reader import MODELS as READERS
from ui.draft_json import draft_json
from ui.engine import Engine
from ui.examine import configured, examine_models
from ui.requests import AskBody, CheckBody, ForgetBody, SearchBody
from ui.saved_json import changed_json, saved_json, standing_json
from ui.wire import Json, answer_json, article_json, doctor_json, hit_json, summary_json

MakeEmbedder = Callable[[str], Embedder]
"""Makes the embedder of a name; "" is the one that is configured."""
MODELS = (HERE / "embedder", READERS / "reader")
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

    def articles(self, limit: int, offset: int) -> Json: ...

    def article(self, article_id: str, version: int | None = None) -> Json: ...

    def changes(self, article_id: str, before: int | None = None, after: int | None = None) -> Json: ...

    def remove(self, article_ids: Sequence[str], *, purge: bool = False) -> Json: ...

    def answer(self, answer_id: str) -> Json: ...

    def forget(self, body: ForgetBody) -> Json: ...

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

    def ask(self, body: AskBody) -> Json:
        """An Answer."""
        return answer_json(
            answered(self.engine.ask(body.question, body.conversation, body.filter, body.claims, body.today))
        )

    def search(self, body: SearchBody) -> Json:
        """The hits of a search."""
        hits = self.engine.search(
            body.query, body.conversation, body.filter, body.k, rerank=body.rerank, today=body.today
        )
        return {"query": body.query, "hits": [hit_json(hit) for hit in hits]}

    def check(self, body: CheckBody) -> Json:
        """A text checked sentence by sentence."""
        return draft_json(checked(self.engine.check(body.text, body.filter, body.source_text)))

    def ingest(self, articles: Iterable[Article]) -> Iterator[Outcomes]:
        for done in ingest(self.engine.store, articles):
            yield {done.outcome: 1, "passages": done.passages}

    def prune(self, folders: Sequence[str], seen: set[str], failed: set[str]) -> int:
        """Remove what was read from `folders` and is there no more. Returns how many articles."""
        gone = vanished(self.engine.store, folders, seen, failed)
        return len(remove(self.engine.store, gone)) if gone else 0

    def articles(self, limit: int = -1, offset: int = 0) -> Json:
        """What there is."""
        counts = self.engine.counts()
        return {
            "count": counts.articles,
            "passages": counts.passages,
            "newest": counts.newest.isoformat() if counts.newest else None,
            "articles": [summary_json(summary) for summary in self.engine.articles(Filter(), limit, offset)],
        }

    def article(self, article_id: str, version: int | None = None) -> Json:
        """One article, with its text, and when each of its versions stood. Raises NotFoundError."""
        found = article_json(self.engine.article(article_id, version))
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
        """Delete kept answers; ids that are not there are listed as failed."""
        saved = self.engine.saved
        if body.before or body.all:
            return {"forgotten": saved.forget_before(body.before or datetime.now(UTC)), "failed": []}
        known = saved.forget(body.ids)
        return {"forgotten": len(known), "failed": _failed(body.ids, known, "no answer is kept under this id")}

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
