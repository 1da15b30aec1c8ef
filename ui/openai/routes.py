"""Citewell as a model of OpenAI's API, for clients of that API: `/v1/chat/completions` and `/v1/models`."""

import logging
import time
from collections.abc import Callable, Coroutine, Generator, Iterator
from secrets import token_hex
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from fastapi.routing import APIRoute
from pydantic import ValidationError

from index.errors import CitewellError, NotFoundError
from rag.generation.usage import Usage, with_usage
from rag.schema.answer import Answer
from rag.schema.events import ClaimChecked, Event, Finished, Stage, final_answer
from ui.api.event_data import in_own_thread
from ui.api.responses import returns
from ui.app.engine import Engine
from ui.auth.visitor import visitor_of
from ui.http.problems import FAULT, in_words, status_of
from ui.limits.lengths import Lengths
from ui.openai.request import MODEL, CompletionBody
from ui.openai.schema import COMPLETION_RESPONSES, Model, Models
from ui.openai.shape import Head, Piece, annotations, chunk, claim_piece, completion, remaining_pieces, usage_json
from ui.serialization.one_line import one_line
from ui.serialization.openai_error import error_json
from ui.serialization.requests import AskBody
from ui.serialization.serializers import Json, answer_json

_HANDLER = Callable[[Request], Coroutine[Any, Any, Response]]


class OpenAIRoute(APIRoute):
    """A route that reports invalid requests in OpenAI's format.

    All other errors below `/v1/` are problem details that include OpenAI's format (`ui.http.problems`).
    """

    def get_route_handler(self) -> _HANDLER:
        """Wrap the route's handler to convert validation errors."""
        handle = super().get_route_handler()

        async def convert_errors(request: Request) -> Response:
            try:
                return await handle(request)
            except (RequestValidationError, ValidationError) as error:
                return JSONResponse(_invalid(error), 400)

        return convert_errors


def make_openai_router(engine: Engine, lengths: Lengths) -> APIRouter:
    """Make the routes; `lengths` limits the question and its conversation."""
    router = APIRouter(route_class=OpenAIRoute)
    begun = int(time.time())

    @router.get("/v1/models", **returns(Models))
    def models() -> Json:
        """List the only model."""
        return {"object": "list", "data": [_model(begun)]}

    @router.get("/v1/models/{name}", **returns(Model))
    def model(name: str) -> Json:
        """Return the model of this name."""
        if name != MODEL:
            raise NotFoundError(f"there is no model {name!r}; the only model is {MODEL!r}")
        return _model(begun)

    @router.post("/v1/chat/completions", response_model=None, responses=COMPLETION_RESPONSES)
    async def completions(body: CompletionBody, request: Request) -> Response:
        """Answer a question: as one object, or as server-sent events with `"stream": true`."""
        head = Head(f"chatcmpl-{token_hex(12)}", int(time.time()), MODEL, str(request.base_url))
        asked, usage, owner = body.asked(), Usage(), visitor_of(request.scope).id
        lengths.check(asked.question, asked)
        if body.stream:
            lines = _streamed(_events(engine, asked, usage, owner), head, usage if body.usage_asked else None)
            return StreamingResponse(in_own_thread(lines), media_type="text/event-stream")
        answer = await to_thread.run_sync(
            lambda: final_answer(_events(engine, asked, usage, owner)), limiter=CapacityLimiter(1)
        )
        return JSONResponse(completion(head, answer, usage))

    return router


def _model(begun: int) -> Json:
    return {"id": MODEL, "object": "model", "created": begun, "owned_by": MODEL}


def _events(engine: Engine, asked: AskBody, usage: Usage, owner: str) -> Iterator[Event]:
    events = engine.ask(asked.question, asked.conversation, asked.filter, today=asked.today, owner=owner)
    return with_usage(events, usage)


def _streamed(events: Iterator[Event], head: Head, usage: Usage | None) -> Generator[str, None, None]:
    """Yield the lines of the answer. An error is the last event, because the HTTP status has already been sent. `usage`
    is reported unless it is None."""
    try:
        yield _event_line(chunk(head, {"role": "assistant", "content": ""}))
        yield from _content(events, head)
    except CitewellError as error:
        yield _event_line(error_json(status_of(error), str(error)))
        return
    except Exception:
        logging.getLogger("citewell").exception("unexpected error in an answer")
        yield _event_line(error_json(500, FAULT))
        return
    if usage:
        yield _event_line(head.of("chat.completion.chunk", [], usage=usage_json(usage)))
    yield "data: [DONE]\n\n"


def _content(events: Iterator[Event], head: Head) -> Iterator[str]:
    """Yield each sentence of a language model after its check, because plain text cannot mark words as unchecked.

    Extractive answers come whole, after their short answer. All other events become comments, which clients ignore:
    they keep the connection open, and show whether anyone still listens.
    """
    sent, writing = list[Piece](), False
    for event in events:
        if isinstance(event, Finished):
            yield from _ending(event.answer, sent, head)
            return
        if isinstance(event, Stage):
            writing = event.name == "writing"
        if writing and isinstance(event, ClaimChecked):
            sent.append(claim_piece(event.claim, event.position))
            yield _event_line(chunk(head, {"content": sent[-1].text}))
        else:
            yield ": at work\n\n"


def _ending(answer: Answer, sent: list[Piece], head: Head) -> Iterator[str]:
    """Yield the rest of the text, then the annotations and the whole Answer."""
    whole, rest = remaining_pieces(answer, sent)
    for piece in rest:
        yield _event_line(chunk(head, {"content": piece.text}))
    cited = annotations(whole, answer.citations, head.base)
    yield _event_line(chunk(head, {"annotations": cited}, "stop", citewell=answer_json(answer)))


def _event_line(data: Json) -> str:
    return f"data: {one_line(data)}\n\n"


def _invalid(error: RequestValidationError | ValidationError) -> Json:
    """Describe the first error of a request. Errors of the question and its history count for `messages`."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return error_json(400, "the request is not JSON; send one JSON object")
    path = [str(part) for part in first["loc"] if part != "body"]
    in_messages = path and path[0] in ("question", "history")
    param = "messages" if in_messages else ".".join(path) or None
    return error_json(400, f"{'.'.join(path) or 'the request'}: {in_words(first['msg'])}", param)
