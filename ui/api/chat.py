"""Questions: answered, searched for, checked."""

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from index.errors import UsageError
from ui.api.events import named
from ui.api.responses import returns
from ui.api.schema import DraftCheck, Found, SavedAnswer
from ui.api.schema_events import CHAT_RESPONSES, STREAM_RESPONSES
from ui.api.streams import Stream, Streams
from ui.app.service import LocalService
from ui.auth.visitor import visitor_of
from ui.limits.middleware import Limits
from ui.serialization.requests import AskBody, CheckBody, SearchBody
from ui.serialization.serializers import Json

LAST = Annotated[str, Header(alias="Last-Event-ID", max_length=100)]


def add_chat_routes(router: APIRouter, service: LocalService, limits: Limits) -> None:
    """`/api/chat`, `/api/search`, `/api/check`, and the answers that were given."""
    lengths = limits.lengths
    streams = Streams(limits.answers, limits.linger_s, service.engine.metrics.refused)

    @router.post("/api/chat", response_model=None, responses=CHAT_RESPONSES)
    async def chat(request: Request, body: AskBody) -> Response:
        """Answer a question: as server-sent events, or, with `"stream": false`, as one object."""
        lengths.check(body.question, body)
        owner = visitor_of(request.scope).id
        if not body.stream:
            return JSONResponse(await to_thread.run_sync(service.ask, body, owner, limiter=CapacityLimiter(1)))
        events = await to_thread.run_sync(service.events, body, owner, limiter=CapacityLimiter(1))
        return heard(streams.begin(owner, named(events)))

    @router.get("/api/chat/{stream}", response_class=StreamingResponse, responses=STREAM_RESPONSES)
    async def resume(
        request: Request, stream: str, last_event_id: LAST = "", after: Annotated[int, Query(ge=0)] = 0
    ) -> Response:
        """The events of an answer that follow the one of `Last-Event-ID`, or of number `after`; 204 where none will."""
        return resumed(streams.get(stream, visitor_of(request.scope).id), last_event_id, after)

    @router.delete("/api/chat/{stream}", status_code=204)
    async def stop(request: Request, stream: str) -> None:
        """Stop an answer; whoever hears it is told `done`."""
        streams.get(stream, visitor_of(request.scope).id).stop()

    @router.post("/api/search", **returns(Found))
    def search(body: SearchBody) -> Json:
        """Hybrid search alone."""
        lengths.check(body.query, body, "query")
        return service.search(body)

    @router.post("/api/check", **returns(DraftCheck))
    def check(body: CheckBody) -> Json:
        """A text checked sentence by sentence."""
        return service.check(body)

    @router.get("/api/answers/{answer_id}", **returns(SavedAnswer))
    def saved(answer_id: str) -> Json:
        """An answer as it was given, and what has changed since: to whoever has its id, which nobody can guess."""
        return service.answer(answer_id)


def resumed(stream: Stream, last_event_id: str, after: int) -> Response:
    """The events that follow the one of this id, else of this number; 204 where none will. Raises UsageError."""
    number = _number(stream, last_event_id) if last_event_id else after
    return heard(stream, number) if stream.has_after(number) else Response(status_code=204)


def heard(stream: Stream, after: int = 0) -> Response:
    """An answer's events as they come. Proxies are asked not to hold them back."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream.lines(after), headers=headers, media_type="text/event-stream")


def _number(stream: Stream, last_event_id: str) -> int:
    """The number in an event's id. Raises UsageError where it is none of this stream's."""
    id, _, number = last_event_id.rpartition(":")
    if id != stream.id or not (number.isascii() and number.isdigit()):
        raise UsageError("Last-Event-ID is no id of an event of this answer; send the last one that came")
    return int(number)
