"""How much of everything a stranger may ask for: the size of a body, the rate of an address, answers at once.

The owner's token is let through: the command line works through `serve` with it.
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
"""What costs a machine time, besides all of `/v1/`."""
KEEPING = ("/api/conversations", "/api/feedback")
"""What is kept for a visitor with each POST: at the same rate, but it takes no place of an answer."""
SITES = "/api/sites/"
"""What the widget asks."""
UPLOADING = "/api/ingest"
"""Where an administrator may send more at once than others. `ui.http.security_headers` closes Gradio's own route."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is allowed to everyone but the owner.

    `body` are the bytes of the largest request, `upload` of the largest with which an administrator brings articles in.
    `rate` is how often an address may ask ("120/minute"; "" is no limit), `visitor_rate` how often a visitor may, from
    wherever. `answers` are given at once; `waiting` more requests may wait for one of these places, `patience_s` at
    most. An answer that nobody listens to is stopped after `linger_s`.
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
    """Refuses what is too much before it costs anything. What is answered passes through as it comes."""

    def __init__(self, app: ASGIApp, limits: Limits, token: str, refused: Callable[[Reason], None]) -> None:
        """`refused` is told of each refusal."""
        self._app = app
        self._most = limits.body
        self._most_uploaded = max(limits.upload, limits.body)
        self._token = token
        self._told = refused
        self._rate = Rate(limits.rate, "address")
        self._visitor_rate = Rate(limits.visitor_rate, "visitor")
        self._places = ConcurrencyLimit(limits.answers, limits.waiting, limits.patience_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or is_owner(Headers(scope=scope).get("authorization", ""), self._token):
            await self._app(scope, receive, send)
            return
        try:
            if is_asking(scope["path"]) or (scope["method"] == "POST" and scope["path"] in KEEPING):
                self._count(scope)
            body = await whole_body(scope, receive, *self._largest(scope))
            if body is None:
                return
            async with self._place(scope):
                await self._app(scope, body, send)
        except RefusedError as refused:
            self._told(refused.reason)
            await refused.send(scope, receive, send)

    def _count(self, scope: Scope) -> None:
        """A browser whose visitor is new with each request is held by its address alone."""
        self._rate.count(address_of(scope))
        if visitor := visitor_of(scope).id:
            self._visitor_rate.count(visitor)

    def _largest(self, scope: Scope) -> tuple[int, str]:
        """(bytes that are taken, the setting that says so)."""
        uploads = scope["path"] == UPLOADING and visitor_of(scope).role == "administrator"
        return (self._most_uploaded, "CITEWELL_MAX_UPLOAD") if uploads else (self._most, "CITEWELL_MAX_BODY")

    def _place(self, scope: Scope) -> AbstractAsyncContextManager[None]:
        return self._places.one() if scope["method"] == "POST" and is_asking(scope["path"]) else nullcontext()


def is_asking(path: str) -> bool:
    """Whether the path is one of those that are asked at a rate."""
    return path in ASKING or path.startswith("/v1/") or (path.startswith(SITES) and path.endswith("/chat"))


def address_of(scope: Scope) -> str:
    """Whom a request counts for: its address; of IPv6 the network of 64 bits, all of which one household has."""
    client = scope.get("client")
    try:
        address = ip_address(client[0] if client else "")
    except ValueError:
        return str(client[0]) if client else ""
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
