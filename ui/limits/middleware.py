"""Limit every request: the size of its body, the rate of its address, the answers under way.

The owner's token passes without limits: the command line works through `serve` with it.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.auth.owner import is_owner
from ui.auth.visitor import visitor_of
from ui.limits.body import whole_body
from ui.limits.concurrency import ConcurrencyLimit
from ui.limits.lengths import Lengths
from ui.limits.rate import Rate
from ui.limits.refusal import Reason, RefusedError

ASKING = ("/api/chat", "/api/search", "/api/check", "/mcp")
"""Routes that cost processor time, besides all of `/v1/`."""
KEEPING = ("/api/conversations", "/api/feedback")
"""Routes that store something with each POST: limited by the same rate, but they occupy no slot."""
SITES = "/api/sites/"
"""Prefix of the routes that the widget asks."""
UPLOADING = "/api/ingest"
"""Administrators may send larger bodies here. `ui.http.security_headers` closes Gradio's own upload route."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for everyone but the owner.

    Attributes:
        body: Largest request body, in bytes.
        rate: Requests that an address may send ("120/minute"; "" for no limit).
        answers: Answers under way at once.
        patience_s: Seconds that a request may wait for a slot.
        upload: Largest upload of an administrator, in bytes.
        visitor_rate: Requests that a visitor may send, from any address.
        waiting: Requests that may wait for a slot.
        linger_s: Seconds after which an answer that nobody listens to is stopped.
        lengths: Longest question and conversation.
    """

    body: int = 1_048_576
    rate: str = ""
    answers: int = 64
    patience_s: float = 30.0
    upload: int = 50_000_000
    visitor_rate: str = ""
    waiting: int = 64
    linger_s: float = 10.0
    lengths: Lengths = field(default_factory=Lengths)


class LimitsMiddleware:
    """Refuse what exceeds a limit before it costs anything. Responses pass through unbuffered."""

    def __init__(self, app: ASGIApp, limits: Limits, token: str, refused: Callable[[Reason], None]) -> None:
        """`refused` is called with the reason of each refusal."""
        self._app = app
        self._most = limits.body
        self._most_uploaded = max(limits.upload, limits.body)
        self._token = token
        self._count_refusal = refused
        self._rate = Rate(limits.rate, "address")
        self._visitor_rate = Rate(limits.visitor_rate, "visitor")
        self._concurrency = ConcurrencyLimit(limits.answers, limits.waiting, limits.patience_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or is_owner(Headers(scope=scope).get("authorization", ""), self._token):
            await self._app(scope, receive, send)
            return
        try:
            if is_asking(scope["path"]) or (scope["method"] == "POST" and scope["path"] in KEEPING):
                self._count(scope)
            body = await whole_body(scope, receive, *self._largest(scope))
            if body is None:
                return
            async with self._slot(scope):
                await self._app(scope, body, send)
        except RefusedError as refused:
            self._count_refusal(refused.reason)
            await refused.send(scope, receive, send)

    def _count(self, scope: Scope) -> None:
        """Count a request for its address and its visitor. A browser without cookies is limited by address alone."""
        self._rate.count(address_of(scope))
        if visitor := visitor_of(scope).id:
            self._visitor_rate.count(visitor)

    def _largest(self, scope: Scope) -> tuple[int, str]:
        """Return (largest body in bytes, the setting that says so)."""
        uploads = scope["path"] == UPLOADING and visitor_of(scope).role == "administrator"
        return (self._most_uploaded, "CITEWELL_MAX_UPLOAD") if uploads else (self._most, "CITEWELL_MAX_BODY")

    def _slot(self, scope: Scope) -> AbstractAsyncContextManager[None]:
        return self._concurrency.slot() if scope["method"] == "POST" and is_asking(scope["path"]) else nullcontext()


def is_asking(path: str) -> bool:
    """Return whether requests for this path are rate-limited."""
    return path in ASKING or path.startswith("/v1/") or (path.startswith(SITES) and path.endswith("/chat"))


def address_of(scope: Scope) -> str:
    """Return the address that a request counts for: for IPv6 its /64 network, which one household holds."""
    client = scope.get("client")
    try:
        address = ip_address(client[0] if client else "")
    except ValueError:
        return str(client[0]) if client else ""
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
