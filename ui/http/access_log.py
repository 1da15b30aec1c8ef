"""What is noted of every request: an id, a line in the log, a span, and whether a stream is open.

Routes are named by their template (`/api/articles/{article_id}`): ids, query strings and addresses are nobody's
business.
"""

import logging
import re
from collections.abc import Callable
from contextlib import nullcontext
from secrets import token_hex
from time import perf_counter
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.observability.logs import REQUEST_ID

if TYPE_CHECKING:
    from ui.observability.telemetry import Tracing

HEADER = "x-request-id"
UNMATCHED = "-"
"""The route of what no route is there for: its path may be anything."""
LEFT = 499
"""The status of a request whose client has left before it was answered."""
POLLED = ("/healthz", "/readyz", "/metrics")
"""Asked every few seconds by machines: logged for those alone who log everything."""
_SANE = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
_LOG = logging.getLogger("citewell.access")


class AccessLogMiddleware:
    """Stands before everything else. What is answered passes through as it comes."""

    def __init__(self, app: ASGIApp, streaming: Callable[[str, int], None], tracing: "Tracing | None" = None) -> None:
        """`streaming` is told of each stream that begins (1) and ends (-1) at a route."""
        self._app, self._streaming, self._tracing = app, streaming, tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        # Never reset: the server logs what this request raises after we are gone, in the same task.
        REQUEST_ID.set(id := request_id(headers.get(HEADER, "")))
        noted = _Noted(scope, send, id, self._streaming)
        spanned = self._tracing.request(scope["method"], headers.get("traceparent", "")) if self._tracing else None
        with spanned or nullcontext() as finished:
            try:
                await self._app(scope, receive, noted)
            except Exception:
                noted.status = noted.status or 500
                raise
            finally:
                noted.end()
                if finished:
                    finished(route_of(scope), noted.status or LEFT)


class _Noted:
    """What is sent, and what is noted of it."""

    def __init__(self, scope: Scope, send: Send, id: str, streaming: Callable[[str, int], None]) -> None:
        self._scope, self._send, self._id, self._streaming = scope, send, id, streaming
        self._begun = perf_counter()
        self._stream = ""
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Send one message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[HEADER] = self._id
            if headers.get("content-type", "").startswith("text/event-stream"):
                self._stream = route_of(self._scope)
                self._streaming(self._stream, 1)
        await self._send(message)

    def end(self) -> None:
        """All is sent, or nobody is there to send it to."""
        if self._stream:
            self._streaming(self._stream, -1)
        route, method, status = route_of(self._scope), self._scope["method"], self.status or LEFT
        ms = round((perf_counter() - self._begun) * 1000, 1)
        level = logging.DEBUG if route in POLLED else logging.INFO
        told = {"method": method, "route": route, "status": status, "ms": ms}
        _LOG.log(level, "%s %s %d %.1f ms", method, route, status, ms, extra=told)


def request_id(given: str) -> str:
    """The id that a request brings along, where it is one; else a new one."""
    return given if _SANE.fullmatch(given) else token_hex(8)


def route_of(scope: Scope) -> str:
    """The template of the route that answers, known once it has been found; of mounted folders the folder."""
    route = getattr(scope.get("route"), "path", "")
    return str(route or scope.get("root_path") or UNMATCHED)
