"""HEAD: whatever is read with GET is asked about with HEAD too. FastAPI's routes take only what they are told."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STREAMED = re.compile("/api/(sites/[^/]*/)?chat/|/gradio_api/")
"""What comes as it is made: listening to it, only to leave it all out, would cost as much as an answer."""


class HeadMiddleware:
    """Answers HEAD as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
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
            scope.update({**inner, "method": "HEAD"})  # the route that answered, for those who note it outside


def as_routed(scope: Scope) -> Scope:
    """The request as the routes see it: for HEAD of what is no stream, another that asks with GET."""
    if scope["type"] != "http" or scope["method"] != "HEAD" or _STREAMED.match(scope["path"]):
        return scope
    return {**scope, "method": "GET"}
