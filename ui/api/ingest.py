"""Articles brought in over HTTP: handed over, fetched from addresses, or uploaded. For administrators."""

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
from ui.api.events import in_own_thread
from ui.api.schema_ingest import INGEST_RESPONSES
from ui.api.transfer import LONGEST_URL, IngestBody, TransferBody
from ui.app.intake import IngestStep, counts_of, take_addresses, take_uploads
from ui.app.service import LocalService
from ui.app.tally import Tally
from ui.app.uploads import MOST_FILES, Upload
from ui.http.problems import FAULT
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
_TAKEN = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _BODY}, "multipart/form-data": {"schema": _FILES}},
    }
}


def add_ingest_routes(router: APIRouter, service: LocalService, administered: list[Any]) -> None:
    """`/api/ingest`, before which `administered` stands."""

    @router.post(
        "/api/ingest", dependencies=administered, response_model=None, openapi_extra=_TAKEN, responses=INGEST_RESPONSES
    )
    async def ingest(request: Request) -> Response:
        """Bring articles in: `articles` as they are, what lies at `urls`, or files (`multipart/form-data`). Of the last
        two, with `Accept: text/event-stream`, `progress` is told after each, and `done` at last."""
        asked = await _asked(request)
        if isinstance(asked, IngestBody) and asked.urls is None:
            return JSONResponse(await to_thread.run_sync(_handed_over, service, asked, limiter=CapacityLimiter(1)))
        if isinstance(asked, IngestBody):
            steps = take_addresses(service.engine, asked.urls or ())
        else:
            steps = take_uploads(service.engine, asked)
        if EVENTS in request.headers.get("accept", ""):
            return StreamingResponse(in_own_thread(_told(steps)), media_type=EVENTS)
        return JSONResponse(await to_thread.run_sync(_last, steps, limiter=CapacityLimiter(1)))


async def _asked(request: Request) -> IngestBody | list[Upload]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _uploaded(request)
    if kind != "application/json":
        raise HTTPException(415, "send JSON (`Content-Type: application/json`), or files as `multipart/form-data`")
    return _body(await request.body())


async def _uploaded(request: Request) -> list[Upload]:
    try:
        async with request.form(max_files=MOST_FILES, max_fields=0) as form:
            sent = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
            return [Upload(one.filename or "", await one.read()) for one in sent]
    except HTTPException as error:
        remedy = f"send files alone, each with its name, at most {MOST_FILES} at once"
        raise HTTPException(400, f"the form cannot be read: {error.detail.rstrip('.')}; {remedy}") from error


def _body(data: bytes) -> IngestBody:
    """The body as FastAPI would have read it: what is wrong with it is told like everywhere else."""
    try:
        return IngestBody.model_validate(json.loads(data))
    except json.JSONDecodeError as error:
        place = ("body", error.pos)
        told = {"type": "json_invalid", "loc": place, "msg": "JSON decode error", "ctx": {"error": error.msg}}
        raise RequestValidationError([told]) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise HTTPException(400, "the body is not JSON in UTF-8, or lies too deep; send one JSON object") from error
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in errors]) from error


def _handed_over(service: LocalService, body: IngestBody) -> dict[str, int]:
    """The counts of what was done with articles that somebody has read already."""
    tally = Tally()
    for outcomes in service.ingest(one.article() for one in body.articles or ()):
        tally.add(outcomes)
    if body.run:
        service.note_run(tally.run("handed over to the API"))
    return tally.counts


def _last(steps: Iterator[IngestStep]) -> Json:
    *_, last = steps
    return last.report


def _told(steps: Generator[IngestStep, None, None]) -> Generator[str, None, None]:
    """The steps as server-sent events; what goes wrong on the way is the last of them, as the status is long sent."""
    with closing(steps):
        try:
            for step in steps:
                if step.source:
                    told = {"source": step.source, "done": step.done, "of": step.of, **counts_of(step.report)}
                    yield _event("progress", told)
                else:
                    yield _event("done", step.report)
        except CitewellError as error:
            yield _event("error", {"detail": str(error)})
        except Exception:
            logging.getLogger("citewell").exception("unexpected error in an ingest")
            yield _event("error", {"detail": FAULT})


def _event(name: str, data: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
