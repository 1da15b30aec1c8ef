"""Citewell as a model of OpenAI's API, for clients that know no other: `/v1/chat/completions` and `/v1/models`."""

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
from ui.api.events import in_own_thread
from ui.api.responses import returns
from ui.app.engine import Engine
from ui.auth.visitor import visitor_of
from ui.http.problems import FAULT, in_words, status_of
from ui.limits.lengths import Lengths
from ui.openai.request import MODEL, CompletionBody
from ui.openai.schema import COMPLETION_RESPONSES, Model, Models
from ui.openai.shape import Head, Piece, annotations, chunk, claim_piece, completion, still_to_tell, usage_json
from ui.serialization.one_line import one_line
from ui.serialization.openai_error import error_json
from ui.serialization.requests import AskBody
from ui.serialization.serializers import Json, answer_json

_HANDLER = Callable[[Request], Coroutine[Any, Any, Response]]


class OpenAIRoute(APIRoute):
    """A route that tells what is wrong with a request as OpenAI does. All other errors of `/v1/` are problems that have
    OpenAI's shape too (`ui.http.problems`)."""

    def get_route_handler(self) -> _HANDLER:
        """The handler, and what becomes of a wrong request."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except (RequestValidationError, ValidationError) as error:
                return JSONResponse(_invalid(error), 400)

        return handled


def make_openai_router(engine: Engine, lengths: Lengths) -> APIRouter:
    """The routes; `lengths` are those of a question and what was said before it."""
    router = APIRouter(route_class=OpenAIRoute)
    begun = int(time.time())

    @router.get("/v1/models", **returns(Models))
    def models() -> Json:
        """The one model."""
        return {"object": "list", "data": [_model(begun)]}

    @router.get("/v1/models/{name}", **returns(Model))
    def model(name: str) -> Json:
        """The model by its name."""
        if name != MODEL:
            raise NotFoundError(f"there is no model {name!r}; {MODEL!r} is the one there is")
        return _model(begun)

    @router.post("/v1/chat/completions", response_model=None, responses=COMPLETION_RESPONSES)
    async def completions(body: CompletionBody, request: Request) -> Response:
        """Answer a question: as one object, or, with `"stream": true`, as server-sent events."""
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
    """The answer as it grows; what goes wrong on the way is the last event, since the status is long sent. `usage` is
    told where there is one."""
    try:
        yield _sent(chunk(head, {"role": "assistant", "content": ""}))
        yield from _told(events, head)
    except CitewellError as error:
        yield _sent(error_json(status_of(error), str(error)))
        return
    except Exception:
        logging.getLogger("citewell").exception("unexpected error in an answer")
        yield _sent(error_json(500, FAULT))
        return
    if usage:
        yield _sent(head.of("chat.completion.chunk", [], usage=usage_json(usage)))
    yield "data: [DONE]\n\n"


def _told(events: Iterator[Event], head: Head) -> Iterator[str]:
    """Each sentence of a language model once it is checked: a text cannot say of its words that they are unchecked yet.
    Quoted answers come whole, behind their short answer. Whatever else happens is a comment, which clients pass over:
    it keeps the connection, and shows whether anyone still listens."""
    told, writing = list[Piece](), False
    for event in events:
        if isinstance(event, Finished):
            yield from _ending(event.answer, told, head)
            return
        if isinstance(event, Stage):
            writing = event.name == "writing"
        if writing and isinstance(event, ClaimChecked):
            told.append(claim_piece(event.claim, event.position))
            yield _sent(chunk(head, {"content": told[-1].text}))
        else:
            yield ": at work\n\n"


def _ending(answer: Answer, told: list[Piece], head: Head) -> Iterator[str]:
    """What is still to be told, and at the end the annotations and the whole Answer."""
    whole, rest = still_to_tell(answer, told)
    for piece in rest:
        yield _sent(chunk(head, {"content": piece.text}))
    cited = annotations(whole, answer.citations, head.base)
    yield _sent(chunk(head, {"annotations": cited}, "stop", citewell=answer_json(answer)))


def _sent(data: Json) -> str:
    return f"data: {one_line(data)}\n\n"


def _invalid(error: RequestValidationError | ValidationError) -> Json:
    """The first thing that is wrong with a request. The question and its history stand in `messages`."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return error_json(400, "the request is not JSON; send one JSON object")
    named = [str(part) for part in first["loc"] if part != "body"]
    own = named and named[0] in ("question", "history")
    param = "messages" if own else ".".join(named) or None
    said = in_words(first["msg"])
    return error_json(400, f"{'.'.join(named) or 'the request'}: {said}", param)
