"""The auth middleware before an application that returns the requester it was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from tests.browser.server import listening
from ui.auth.accounts import Accounts
from ui.auth.authorization import Authorization
from ui.auth.cookies import Cookies, signing_key
from ui.auth.identity import Identity
from ui.auth.middleware import AuthMiddleware
from ui.auth.visitor import reads_articles, visitor_of
from ui.http.peer import PeerMiddleware
from ui.limits.middleware import address_of

TOKEN = "the token"
OWNER = {"Authorization": f"Bearer {TOKEN}"}


async def telling(scope: Scope, receive: Receive, send: Send) -> None:
    """The application."""
    if scope["type"] == "http":
        told = {**asdict(visitor_of(scope)), "reads": reads_articles(scope), "address": address_of(scope)}
        await JSONResponse(told)(scope, receive, send)


@contextmanager
def auth_server(folder: Path, authorization: Authorization) -> Iterator[httpx.Client]:
    """A client that keeps cookies like a browser; `folder` holds keys and accounts."""
    identity = Identity(authorization, Cookies(signing_key(folder)), Accounts(folder))
    behind = AuthMiddleware(telling, authorization, TOKEN, identity, lambda _: None)
    with (
        listening(PeerMiddleware(behind, authorization.proxies)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def told(client: httpx.Client, method: str = "GET", path: str = "/", **headers: str) -> dict[str, Any]:
    """Return the requester as the application got it, or the problem response."""
    response = client.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    found: dict[str, Any] = response.json()
    return found
