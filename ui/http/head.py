"""Answer HEAD wherever GET works. FastAPI's routes accept only the methods that they name."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STREAMED = re.compile("/api/(sites/[^/]*/)?chat/|/gradio_api/")
"""Streams: producing one only to drop it would cost as much as an answer."""


class HeadMiddleware:
    """Answer HEAD as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        inner = as_routed(scope)
        if inner is scope:
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(inner, receive, send_head)
        finally:
            scope.update({**inner, "method": "HEAD"})  # the matched route, for the access log outside


def as_routed(scope: Scope) -> Scope:
    """Return the scope as routes see it: HEAD becomes GET, but not for streams."""
    if scope["type"] != "http" or scope["method"] != "HEAD" or _STREAMED.match(scope["path"]):
        return scope
    return {**scope, "method": "GET"}
