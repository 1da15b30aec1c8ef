"""What a browser may do with anything that this application sends, and which of Gradio's routes are closed."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = "; ".join(
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
"""Of the chat page, which Gradio draws: the tightest under which it works (SECURITY.md)."""
OWN_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Of the pages that are ours alone, which have no scripts, and of everything that is no page."""
OWN = (
    "/a",
    "/api",
    "/v1",
    "/mcp",
    "/login",
    "/logout",
    "/static",
    "/widget.js",
    "/embed",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
)
"""What is ours: these paths, and what lies below them."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
GRADIO = "/gradio_api/"
OPEN = ("queue/", "heartbeat/", "cancel", "run/", "reset", "startup-events", "app_id", "info", "config")
"""What the page needs of Gradio. The rest (uploads, files, proxies, components' own servers) is nobody's business."""


class SecurityHeadersMiddleware:
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
                for name, value in headers_of(scope["path"]).items():
                    headers.setdefault(name, value)
            await send(message)

        answering = PlainTextResponse("Not found", 404) if is_closed(scope["path"]) else self._app
        await answering(scope, receive, send_guarded)


def headers_of(path: str) -> dict[str, str]:
    """The headers of whatever is sent from this path."""
    if not is_own(path):
        return {**HEADERS, "Content-Security-Policy": PAGE_POLICY}
    if path == "/embed":  # its own policy says who may frame it
        return {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
    # What is asked and answered is personal: no cache keeps it. Static files say for themselves how they are kept.
    return {**HEADERS, "Content-Security-Policy": OWN_POLICY, "Cache-Control": "no-store"}


def is_own(path: str) -> bool:
    """Whether the path is of ours, and not of the chat page."""
    return any(path == one or path.startswith(f"{one}/") for one in OWN)


def is_closed(path: str) -> bool:
    """Whether nobody may ask for this path."""
    return path.startswith(GRADIO) and not path.removeprefix(GRADIO).startswith(OPEN)
