"""Compress pages, styles, scripts and JSON; never a stream of events.

BREACH: an eavesdropper who sees lengths can guess a secret that is compressed beside text of their own choosing. No
response holds both. Cookies are headers and are not compressed. No page has a CSRF token, because requests from other
sites are refused by their origin (`ui.auth.origin`). `/login` repeats the address to return to and holds no secret.
Questions are sent by POST, which only our own pages and pages with the widget may send; the widget's answers ignore
cookies, and the page may read them anyway.
"""

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST = 1_000
"""Smallest body to compress, in bytes: less fits into one packet anyway."""
LEVEL = 6
"""zlib's default: level 9 takes nearly twice the time and saves one per cent (measured on our pages)."""


class CompressMiddleware:
    """Starlette's gzip middleware, with ETags and Vary corrected for the compressed body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = GZipMiddleware(app, minimum_size=LEAST, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""

        async def send_corrected(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message["status"], MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_corrected)


def _mark(status: int, headers: MutableHeaders) -> None:
    """Weaken a strong ETag, since the bytes differ; let a 304 vary like the response that it stands for."""
    tag = headers.get("etag", "")
    if "content-encoding" in headers and tag.startswith('"'):
        headers["ETag"] = f"W/{tag}"
    if status == 304:
        headers.add_vary_header("Accept-Encoding")
