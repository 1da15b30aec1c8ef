"""The address that a connection really comes from."""

from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_PEER = "peer"


class PeerMiddleware:
    """Note the peer's address, then let uvicorn's middleware replace it by the client that a trusted proxy names.

    `ui.auth.identity` believes a proxy by the proxy's own address, which uvicorn's middleware would lose.
    """

    def __init__(self, app: ASGIApp, proxies: str) -> None:
        """`proxies` are the trusted addresses and networks, separated by commas."""
        # uvicorn spells the ASGI types differently from Starlette; they mean the same.
        trusting: Callable[[Any, str], Any] = ProxyHeadersMiddleware
        self._app: ASGIApp = trusting(app, proxies) if proxies else app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http":
            client = scope.get("client")
            scope.setdefault("state", {})[_PEER] = str(client[0]) if client else ""
        await self._app(scope, receive, send)


def peer_of(scope: Scope) -> str:
    """Return the address of the connection, whatever its headers say."""
    return str(scope.get("state", {}).get(_PEER, ""))
