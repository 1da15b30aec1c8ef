"""What a browser may do with anything that this application sends, and which of Gradio's routes are closed."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        # Gradio sets styles on elements.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
GRADIO = "/gradio_api/"
OPEN = ("queue/", "heartbeat/", "cancel", "run/", "reset", "startup-events", "app_id", "info", "config")
"""What the page needs of Gradio. The rest (uploads, files, proxies, components' own servers) is nobody's business."""


class PolicyMiddleware:
    """Adds the headers to every response, and answers 404 on the routes of Gradio that the page does not use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answering = PlainTextResponse("Not found", 404) if is_closed(scope["path"]) else self._app
        await answering(scope, receive, send_guarded)


def is_closed(path: str) -> bool:
    """Whether nobody may ask for this path."""
    return path.startswith(GRADIO) and not path.removeprefix(GRADIO).startswith(OPEN)
