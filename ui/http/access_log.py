"""The access log: an id, a log line and a span for every request, and a count of open streams.

Routes are named by their template (`/api/articles/{article_id}`), so ids, query strings and addresses stay out of the
log.
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
"""Logged instead of a path that no route matches, because it may hold anything."""
LEFT = 499
"""Status of a request whose client disconnected before the answer (nginx's convention)."""
POLLED = ("/healthz", "/readyz", "/metrics")
"""Probes: machines ask them every few seconds, so they are logged at debug level only."""
_SANE = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
_LOG = logging.getLogger("citewell.access")


class AccessLogMiddleware:
    """The outermost middleware. Responses pass through unbuffered."""

    def __init__(self, app: ASGIApp, streaming: Callable[[str, int], None], tracing: "Tracing | None" = None) -> None:
        """`streaming` is called with a route and 1 when a stream begins, -1 when it ends."""
        self._app, self._streaming, self._tracing = app, streaming, tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        # Never reset: the server logs what this request raises after we are gone, in the same task.
        REQUEST_ID.set(id := request_id(headers.get(HEADER, "")))
        logged = _LoggedSend(scope, send, id, self._streaming)
        spanned = self._tracing.request(scope["method"], headers.get("traceparent", "")) if self._tracing else None
        with spanned or nullcontext() as finished:
            try:
                await self._app(scope, receive, logged)
            except Exception:
                logged.status = logged.status or 500
                raise
            finally:
                logged.end()
                if finished:
                    finished(route_of(scope), logged.status or LEFT)


class _LoggedSend:
    """The send channel of a request; remembers what the log needs."""

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
        """Write the log line, once everything is sent or the client has left."""
        if self._stream:
            self._streaming(self._stream, -1)
        route, method, status = route_of(self._scope), self._scope["method"], self.status or LEFT
        ms = round((perf_counter() - self._begun) * 1000, 1)
        level = logging.DEBUG if route in POLLED else logging.INFO
        fields = {"method": method, "route": route, "status": status, "ms": ms}
        _LOG.log(level, "%s %s %d %.1f ms", method, route, status, ms, extra=fields)


def request_id(given: str) -> str:
    """Return the id that a request carries if it is well-formed, else a new one."""
    return given if _SANE.fullmatch(given) else token_hex(8)


def route_of(scope: Scope) -> str:
    """Return the template of the matched route, or the prefix of a mounted folder."""
    route = getattr(scope.get("route"), "path", "")
    return str(route or scope.get("root_path") or UNMATCHED)
