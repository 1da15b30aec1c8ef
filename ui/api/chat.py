"""Questions: answered, searched for, checked."""

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response, StreamingResponse

from ui.api.events import in_own_thread, server_sent
from ui.requests import AskBody, CheckBody, SearchBody
from ui.service import LocalService
from ui.wire import Json


def add_chat_routes(router: APIRouter, service: LocalService) -> None:
    """`/api/chat`, `/api/search`, `/api/check`, and the answers that were given."""

    @router.post("/api/chat")
    async def chat(body: AskBody) -> Response:
        """Answer a question: as server-sent events, or, with `"stream": false`, as one object."""
        if body.stream:
            return StreamingResponse(in_own_thread(server_sent(service, body)), media_type="text/event-stream")
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
