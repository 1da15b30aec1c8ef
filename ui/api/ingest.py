"""The route that imports articles: sent as JSON, fetched from addresses, or uploaded. For administrators."""

import json
import logging
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from index.errors import CitewellError
from ui.api.event_data import in_own_thread
from ui.api.schema_ingest import INGEST_RESPONSES
from ui.api.transfer import LONGEST_URL, IngestBody, TransferBody
from ui.app.intake import IngestStep, counts_of, take_addresses, take_uploads
from ui.app.service import LocalService
from ui.app.tally import Tally
from ui.app.uploads import MOST_FILES, Upload
from ui.http.problems import FAULT, UNREADABLE
from ui.serialization.serializers import Json

EVENTS = "text/event-stream"
_FILES = {"type": "object", "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}}}
_BODY = {
    "type": "object",
    "properties": {
        "articles": {"type": "array", "items": TransferBody.model_json_schema()},
        "urls": {"type": "array", "items": {"type": "string", "maxLength": LONGEST_URL}},
        "run": {"type": "boolean", "default": True},
    },
    "oneOf": [{"required": ["articles"]}, {"required": ["urls"]}],
}
_REQUEST = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _BODY}, "multipart/form-data": {"schema": _FILES}},
    }
}


def add_ingest_routes(router: APIRouter, service: LocalService, administered: list[Any]) -> None:
    """Add `/api/ingest`; `administered` are its dependencies, which admit administrators only."""

    @router.post(
        "/api/ingest",
        dependencies=administered,
        response_model=None,
        openapi_extra=_REQUEST,
        responses=INGEST_RESPONSES,
    )
    async def ingest(request: Request) -> Response:
        """Import articles: `articles` as JSON, pages from `urls`, or files (`multipart/form-data`). For URLs and files,
        `Accept: text/event-stream` streams a `progress` event after each one and `done` at the end."""
        body = await _parsed(request)
        if isinstance(body, IngestBody) and body.urls is None:
            return JSONResponse(await to_thread.run_sync(_import_articles, service, body, limiter=CapacityLimiter(1)))
        if isinstance(body, IngestBody):
            steps = take_addresses(service.engine, body.urls or ())
        else:
            steps = take_uploads(service.engine, body)
        if EVENTS in request.headers.get("accept", ""):
            return StreamingResponse(in_own_thread(_event_lines(steps)), media_type=EVENTS)
        return JSONResponse(await to_thread.run_sync(_last, steps, limiter=CapacityLimiter(1)))


async def _parsed(request: Request) -> IngestBody | list[Upload]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _uploaded(request)
    if kind != "application/json":
        raise HTTPException(415, "send JSON (`Content-Type: application/json`), or files as `multipart/form-data`")
    return _body(await request.body())


async def _uploaded(request: Request) -> list[Upload]:
    try:
        async with request.form(max_files=MOST_FILES, max_fields=0) as form:
            files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            return [Upload(file.filename or "", await file.read()) for file in files]
    except HTTPException as error:
        remedy = f"send only files, each with a name, and at most {MOST_FILES} at once"
        raise HTTPException(400, f"the form cannot be read: {error.detail.rstrip('.')}; {remedy}") from error


def _body(data: bytes) -> IngestBody:
    """Parse the body as FastAPI does, so that its errors read like those of other routes."""
    try:
        return IngestBody.model_validate(json.loads(data))
    except json.JSONDecodeError as error:
        invalid = {
            "type": "json_invalid",
            "loc": ("body", error.pos),
            "msg": "JSON decode error",
            "ctx": {"error": error.msg},
        }
        raise RequestValidationError([invalid]) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise HTTPException(400, UNREADABLE) from error
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**detail, "loc": ("body", *detail["loc"])} for detail in details]) from error


def _import_articles(service: LocalService, body: IngestBody) -> dict[str, int]:
    """Import articles that the client has already read, and return the counts by outcome."""
    tally = Tally()
    for outcomes in service.ingest(sent.article() for sent in body.articles or ()):
        tally.add(outcomes)
    if body.run:
        service.note_run(tally.run("sent to the API"))
    return tally.counts


def _last(steps: Iterator[IngestStep]) -> Json:
    *_, last = steps
    return last.report


def _event_lines(steps: Generator[IngestStep, None, None]) -> Generator[str, None, None]:
    """Yield the steps as server-sent events. An error is the last event, because the HTTP status has already been
    sent."""
    with closing(steps):
        try:
            for step in steps:
                if step.source:
                    progress = {"source": step.source, "done": step.done, "of": step.of, **counts_of(step.report)}
                    yield _event("progress", progress)
                else:
                    yield _event("done", step.report)
        except CitewellError as error:
            yield _event("error", {"detail": str(error)})
        except Exception:
            logging.getLogger("citewell").exception("unexpected error in an ingest")
            yield _event("error", {"detail": FAULT})


def _event(name: str, data: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
