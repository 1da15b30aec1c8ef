"""Who is really at the other end of a connection."""

from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_PEER = "peer"


class PeerMiddleware:
    """Notes the real peer; only then does uvicorn's middleware put in its place whom a trusted proxy names. It is ours
    to call, because what a proxy says of its visitors is believed for the proxy's own address, which is lost by then.
    """

    def __init__(self, app: ASGIApp, proxies: str) -> None:
        """`proxies` are those that are trusted: addresses and networks, with commas between."""
        # uvicorn writes the types of ASGI otherwise than Starlette; what they say is the same.
        trusting: Callable[[Any, str], Any] = ProxyHeadersMiddleware
        self._app: ASGIApp = trusting(app, proxies) if proxies else app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            client = scope.get("client")
            scope.setdefault("state", {})[_PEER] = str(client[0]) if client else ""
        await self._app(scope, receive, send)


def peer_of(scope: Scope) -> str:
    """The address that the connection comes from, whatever any header says."""
    return str(scope.get("state", {}).get(_PEER, ""))
