"""Routes that answer a question, search, and check a text."""

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from index.errors import UsageError
from ui.api.event_data import named
from ui.api.responses import returns
from ui.api.schema import DraftCheck, Found, SavedAnswer
from ui.api.schema_events import CHAT_RESPONSES, STREAM_RESPONSES
from ui.api.sse_streams import Stream, Streams
from ui.app.service import LocalService
from ui.auth.visitor import visitor_of
from ui.limits.middleware import Limits
from ui.serialization.requests import AskBody, CheckBody, SearchBody
from ui.serialization.serializers import Json

LAST = Annotated[str, Header(alias="Last-Event-ID", max_length=100)]


def add_chat_routes(router: APIRouter, service: LocalService, limits: Limits) -> None:
    """Add `/api/chat`, `/api/search`, `/api/check` and `/api/answers`."""
    _add_answer_routes(router, service, limits)
    lengths = limits.lengths

    @router.post("/api/search", **returns(Found))
    def search(body: SearchBody) -> Json:
        """Search the articles, by words and by meaning, without answering."""
        lengths.check(body.query, body, "query")
        return service.search(body)

    @router.post("/api/check", **returns(DraftCheck))
    def check(body: CheckBody) -> Json:
        """Check a text sentence by sentence."""
        return service.check(body)

    @router.get("/api/answers/{answer_id}", **returns(SavedAnswer))
    def saved(answer_id: str) -> Json:
        """Return a saved answer and what has changed since. Anyone who has the id may read it; ids cannot be
        guessed."""
        return service.answer(answer_id)


def _add_answer_routes(router: APIRouter, service: LocalService, limits: Limits) -> None:
    """Add the routes that begin, resume and stop an answer."""
    streams = Streams(limits.answers, limits.linger_s, service.engine.metrics.refused)

    @router.post("/api/chat", response_model=None, responses=CHAT_RESPONSES)
    async def chat(request: Request, body: AskBody) -> Response:
        """Answer a question: as server-sent events, or as one object with `"stream": false`."""
        limits.lengths.check(body.question, body)
        owner = visitor_of(request.scope).id
        if not body.stream:
            return JSONResponse(await to_thread.run_sync(service.ask, body, owner, limiter=CapacityLimiter(1)))
        events = await to_thread.run_sync(service.events, body, owner, limiter=CapacityLimiter(1))
        return stream_response(streams.begin(owner, named(events)))

    @router.get("/api/chat/{stream}", response_class=StreamingResponse, responses=STREAM_RESPONSES)
    async def resume(
        request: Request, stream: str, last_event_id: LAST = "", after: Annotated[int, Query(ge=0)] = 0
    ) -> Response:
        """Return the events of an answer after `Last-Event-ID`, or after number `after`; 204 if none will follow."""
        return resumed(streams.get(stream, visitor_of(request.scope).id), last_event_id, after)

    @router.delete("/api/chat/{stream}", status_code=204)
    async def stop(request: Request, stream: str) -> None:
        """Stop an answer. Its listeners get a `done` event."""
        streams.get(stream, visitor_of(request.scope).id).stop()


def resumed(stream: Stream, last_event_id: str, after: int) -> Response:
    """Return the events after `last_event_id`, or after number `after` if it is ""; 204 if none will follow.

    Raises:
        UsageError: `last_event_id` is not an event id of this stream.
    """
    number = _number(stream, last_event_id) if last_event_id else after
    return stream_response(stream, number) if stream.has_after(number) else Response(status_code=204)


def stream_response(stream: Stream, after: int = 0) -> Response:
    """Stream an answer's events as they come, and ask proxies not to buffer them."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream.lines(after), headers=headers, media_type="text/event-stream")


def _number(stream: Stream, last_event_id: str) -> int:
    """Return the number in an event id. Raise UsageError if the id belongs to another stream."""
    id, _, number = last_event_id.rpartition(":")
    if id != stream.id or not (number.isascii() and number.isdigit()):
        raise UsageError("Last-Event-ID is not an event id of this answer; send the id of the last event you received")
    return int(number)
