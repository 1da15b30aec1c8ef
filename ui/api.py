"""The HTTP API: thin routes over the service."""

import json
import logging
from collections.abc import AsyncIterator, Generator
from contextlib import closing
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict

from index.article import Article
from index.dates import parse_moment
from index.errors import CitewellError, NotFoundError
from rag.events import ClaimChecked, ClaimDelta, Event, Finished, Stage, StandaloneQuestion
from ui.owner import is_owner
from ui.problems import FAULT
from ui.requests import AskBody, CheckBody, ForgetBody, SearchBody
from ui.service import LocalService
from ui.wire import Json, answer_json, citation_json, claim_json


class TransferBody(BaseModel):
    """An article as another process of the same user read it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    title: str
    text: str
    url: str
    source: str
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    fetched: str | None
    language: str
    origin: str

    def article(self) -> Article:
        """The Article that was sent."""
        fields = self.model_dump()
        for name in ("published", "updated", "fetched"):
            fields[name] = parse_moment(fields[name]) if fields[name] else None
        return Article(**fields)


class IngestBody(BaseModel):
    """Articles to bring in."""

    articles: list[TransferBody]


class PruneBody(BaseModel):
    """What an ingest of whole folders has seen."""

    folders: list[str]
    seen: set[str]
    failed: set[str]


class DoctorBody(BaseModel):
    """Whether to mend what is found."""

    fix: bool = False


class ReindexBody(BaseModel):
    """The embedder to make the vectors by; "" is the one configured."""

    embedder: str = ""


class RemoveBody(BaseModel):
    """Ids of articles to take out, and whether out of every file too."""

    ids: list[str]
    purge: bool = False


def make_router(service: LocalService, token: str) -> APIRouter:
    """The routes. `token` is what the owner's other processes show; "" lets nobody change anything."""
    router = APIRouter()

    def owner(request: Request) -> None:
        if not is_owner(request.headers.get("authorization", ""), token):
            service.engine.metrics.refused("token")
            detail = "this needs the token of the store's owner; use the `citewell` command"
            raise HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})

    _add_public(router, service)
    _add_owned(router, service, [Depends(owner)])
    return router


def _add_public(router: APIRouter, service: LocalService) -> None:
    @router.get("/healthz")
    def healthz() -> Json:
        """Whether the process is up."""
        return {"status": "ok"}

    @router.get("/readyz")
    def readyz() -> Json:
        """Whether the store answers."""
        counts = service.engine.counts()
        return {"status": "ok", "articles": counts.articles, "passages": counts.passages}

    @router.get("/metrics")
    def metrics() -> Response:
        """Counts of answers, verdicts and times, for Prometheus."""
        return Response(service.engine.metrics.text(), media_type="text/plain; version=0.0.4")

    @router.post("/api/chat")
    async def chat(body: AskBody) -> Response:
        """Answer a question: as server-sent events, or, with `"stream": false`, as one object."""
        if body.stream:
            return StreamingResponse(in_own_thread(_server_sent(service, body)), media_type="text/event-stream")
        return JSONResponse(await to_thread.run_sync(service.ask, body, limiter=CapacityLimiter(1)))

    @router.post("/api/search")
    def search(body: SearchBody) -> Json:
        """Hybrid search alone."""
        return service.search(body)

    @router.post("/api/check")
    def check(body: CheckBody) -> Json:
        """A text checked sentence by sentence."""
        return service.check(body)

    @router.get("/api/answers/{answer_id}")
    def saved(answer_id: str) -> Json:
        """An answer as it was given, and what has changed since: to whoever has its id, which nobody can guess."""
        return service.answer(answer_id)

    @router.get("/api/articles/{article_id:path}/changes")
    def changes(
        article_id: str,
        before: Annotated[int | None, Query(alias="from")] = None,
        after: Annotated[int | None, Query(alias="to")] = None,
    ) -> Json:
        """What changed between two versions of an article: without numbers, from the last but one to the present."""
        return service.changes(article_id, before, after)

    @router.get("/api/articles/{article_id:path}")
    def article(article_id: str, version: int | None = None) -> Json:
        """One article with its text."""
        return service.article(article_id, version)


def _add_owned(router: APIRouter, service: LocalService, owned: list[Any]) -> None:
    @router.get("/api/owner", dependencies=owned, status_code=204)
    def owner() -> None:
        """Whether the token is right."""

    @router.get("/api/articles", dependencies=owned)
    def articles(limit: Annotated[int, Query(ge=-1)] = -1, offset: Annotated[int, Query(ge=0)] = 0) -> Json:
        """What there is, newest first."""
        return service.articles(limit, offset)

    @router.post("/api/ingest", dependencies=owned)
    def ingest(body: IngestBody) -> dict[str, int]:
        """Bring articles in; the counts of what was done."""
        totals: dict[str, int] = {}
        for outcomes in service.ingest(one.article() for one in body.articles):
            for name, count in outcomes.items():
                totals[name] = totals.get(name, 0) + count
        return totals

    @router.post("/api/prune", dependencies=owned)
    def prune(body: PruneBody) -> Json:
        """Remove the articles that were read from these folders and are there no more."""
        return {"removed": service.prune(body.folders, body.seen, body.failed)}

    @router.post("/api/doctor", dependencies=owned)
    def doctor(body: DoctorBody) -> Json:
        """Examine the store, and mend it where asked to."""
        return service.doctor(fix=body.fix)

    @router.post("/api/reindex", dependencies=owned)
    def reindex(body: ReindexBody) -> Json:
        """Make both indexes again; the last step's progress, when all is done."""
        *_, last = service.reindex(body.embedder)
        return last

    @router.post("/api/remove", dependencies=owned)
    def remove(body: RemoveBody) -> Json:
        """Take articles out; with `purge`, out of every file of the store."""
        return service.remove(body.ids, purge=body.purge)

    @router.delete("/api/answers/{answer_id}", dependencies=owned, status_code=204)
    def forget_one(answer_id: str) -> None:
        """Delete a kept answer."""
        if failed := service.forget(ForgetBody(ids=(answer_id,)))["failed"]:
            raise NotFoundError(failed[0]["error"])

    @router.post("/api/forget", dependencies=owned)
    def forget(body: ForgetBody) -> Json:
        """Delete kept answers."""
        return service.forget(body)


async def in_own_thread(lines: Generator[str, None, None]) -> AsyncIterator[str]:
    """The lines as they come, each waited for in a thread that is this stream's alone: however many streams wait for a
    slow model, none waits for another. A listener who leaves ends the stream at its next line."""
    limiter = CapacityLimiter(1)
    with closing(lines):
        while (line := await to_thread.run_sync(next, lines, None, limiter=limiter)) is not None:
            yield line


def _server_sent(service: LocalService, body: AskBody) -> Generator[str, None, None]:
    """The events as they happen; what goes wrong on the way is the last of them, since the status is long sent."""
    try:
        for event in service.engine.ask(body.question, body.conversation, body.filter, body.claims, body.today):
            yield _framed(*_named(event))
    except CitewellError as error:
        yield _framed("error", {"detail": str(error)})
    except Exception:
        logging.getLogger("citewell").exception("unexpected error in an answer")
        yield _framed("error", {"detail": FAULT})


def _framed(name: str, data: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _named(event: Event) -> tuple[str, Json]:
    match event:
        case Stage(name, count):
            return "stage", {"name": name, "count": count}
        case StandaloneQuestion(text):
            return "standalone_question", {"text": text}
        case ClaimDelta(position, text):
            return "claim_delta", {"position": position, "text": text}
        case ClaimChecked(position, claim, citations):
            cited = [citation_json(citation) for citation in citations]
            return "claim", {"position": position, **claim_json(claim), "cited": cited}
        case Finished(answer):
            return "answer", answer_json(answer)
