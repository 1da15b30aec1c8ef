"""Routes of the widget on a publisher's page. `ui.sites.middleware` has checked its origin."""

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from ui.api.chat import LAST, resumed, stream_response
from ui.api.event_data import named
from ui.api.schema_events import STREAM_RESPONSES
from ui.api.sse_streams import Streams
from ui.app.service import LocalService
from ui.auth.visitor import visitor_of
from ui.limits.middleware import Limits
from ui.messages.language import words_of
from ui.messages.notices import for_readers
from ui.serialization.requests import FeedbackBody, SiteAskBody
from ui.sites.middleware import Embedded, embedded


class Theme(BaseModel):
    """Look of the widget; "" leaves it to the page."""

    accent: str
    position: str


class SiteShown(BaseModel):
    """What the widget shows before the first question."""

    name: str
    greeting: str
    questions: list[str]
    theme: Theme


def _of_site(request: Request) -> Embedded:
    site = embedded(request.scope)
    if site is None:  # the middleware admits only sites here
        raise HTTPException(403, "only the widget on a site's pages may use this route")
    return site


OfSite = Annotated[Embedded, Depends(_of_site)]


def add_site_routes(router: APIRouter, service: LocalService, limits: Limits) -> None:
    """Add `/api/sites/{key}` and the routes below it."""
    _add_chat_routes(router, service, limits)

    @router.get("/api/sites/{key}")
    def shown(key: str, of: OfSite) -> SiteShown:
        """Return what the widget shows before the first question."""
        site = of.site
        return SiteShown(
            name=site.name,
            greeting=site.greeting,
            questions=list(site.questions),
            theme=Theme(accent=site.accent, position=site.position),
        )

    @router.post("/api/sites/{key}/feedback", status_code=204)
    def feedback(key: str, request: Request, body: FeedbackBody) -> None:
        """Save the reader's feedback on an answer."""
        service.engine.feedback.give(body.answer_id, visitor_of(request.scope).id, body.opinion)


def _add_chat_routes(router: APIRouter, service: LocalService, limits: Limits) -> None:
    """Add the routes that begin, resume and stop an answer. The site's filter applies, whatever its readers send."""
    streams = Streams(limits.answers, limits.linger_s, service.engine.metrics.refused)

    @router.post("/api/sites/{key}/chat", response_class=StreamingResponse, responses=STREAM_RESPONSES)
    async def chat(key: str, request: Request, body: SiteAskBody, of: OfSite) -> Response:
        """Answer a question from the site's articles, as server-sent events."""
        limits.lengths.check(body.question, body)
        owner = visitor_of(request.scope).id
        ask = service.engine.ask
        arguments = (body.question, body.conversation, body.filter, (), body.today, owner, of.site.bounds)
        events = await to_thread.run_sync(ask, *arguments, limiter=CapacityLimiter(1))
        words = words_of(request)
        return stream_response(streams.begin(owner, named(for_readers(words, event) for event in events)))

    @router.get("/api/sites/{key}/chat/{stream}", response_class=StreamingResponse, responses=STREAM_RESPONSES)
    async def resume(
        key: str, request: Request, stream: str, last_event_id: LAST = "", after: Annotated[int, Query(ge=0)] = 0
    ) -> Response:
        """Return the events of an answer after `Last-Event-ID`; 204 if none will follow."""
        return resumed(streams.get(stream, visitor_of(request.scope).id), last_event_id, after)

    @router.delete("/api/sites/{key}/chat/{stream}", status_code=204)
    async def stop(key: str, request: Request, stream: str) -> None:
        """Stop an answer. Its listeners get a `done` event."""
        streams.get(stream, visitor_of(request.scope).id).stop()
