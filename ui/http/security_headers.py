"""Security headers of every response, and the routes of Gradio that stay closed."""

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
"""Policy of the chat page: the strictest under which Gradio works (SECURITY.md)."""
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
"""Policy of our own pages, which have no scripts, and of everything that is not a page."""
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
"""Paths of our own, each with everything below it; all others belong to the chat page."""
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
"""Routes of Gradio that the page needs. The rest (uploads, files, proxies, components' servers) is closed."""


class SecurityHeadersMiddleware:
    """Add the headers to every response, and answer 404 on routes of Gradio that the page does not use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_of(scope["path"]).items():
                    headers.setdefault(name, value)
            await send(message)

        app = PlainTextResponse("Not found", 404) if is_closed(scope["path"]) else self._app
        await app(scope, receive, send_guarded)


def headers_of(path: str) -> dict[str, str]:
    """Return the security headers of a path."""
    if not is_own(path):
        return {**HEADERS, "Content-Security-Policy": PAGE_POLICY}
    if path == "/embed":  # its own policy says who may frame it
        return {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
    # Questions and answers are personal, so nothing is cached. Static files set their own Cache-Control.
    return {**HEADERS, "Content-Security-Policy": OWN_POLICY, "Cache-Control": "no-store"}


def is_own(path: str) -> bool:
    """Return whether a path is our own rather than the chat page's."""
    return any(path == own or path.startswith(f"{own}/") for own in OWN)


def is_closed(path: str) -> bool:
    """Return whether a path is one of Gradio's closed routes."""
    return path.startswith(GRADIO) and not path.removeprefix(GRADIO).startswith(OPEN)
