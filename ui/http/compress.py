"""What is sent, made smaller for whoever takes it so: pages, styles, scripts and JSON, never a stream of events.

An eavesdropper who sees only lengths could guess a secret that is compressed beside words of their own choosing
(BREACH). Nothing that is sent has both. Cookies are headers, which are not compressed; no page has a token against
forgery, because requests of other sites are refused by where they come from (`ui.auth.origin`); `/login` repeats where
to go next, and holds nothing of anybody's. What repeats a question is asked by POST, which no other site may send, but
for those that hold the widget: they are answered without regard to any cookie, and read the answer anyway.
"""

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST = 1_000
"""Bytes of the smallest body that is worth it: less fits one packet anyway."""
LEVEL = 6
"""zlib's own default: 9 takes nearly twice the time for a hundredth less."""


class CompressMiddleware:
    """Starlette's middleware, which lets events pass as they come; and validators that stay true of what it sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = GZipMiddleware(app, minimum_size=LEAST, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def send_true(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message["status"], MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_true)


def _mark(status: int, headers: MutableHeaders) -> None:
    """The packed bytes are not those that a strong ETag is of; and a 304 varies as what it stands for does."""
    tag = headers.get("etag", "")
    if "content-encoding" in headers and tag.startswith('"'):
        headers["ETag"] = f"W/{tag}"
    if status == 304:
        headers.add_vary_header("Accept-Encoding")
