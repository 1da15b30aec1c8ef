"""How much of everything a stranger may ask for: the size of a body, the rate of an address, answers at once.

The owner's token is let through: the command line works through `serve` with it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time
from typing import Literal

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.http.owner import is_owner
from ui.http.problems import problem

ASKING = ("/api/chat", "/api/search", "/api/check")
"""What costs a machine time, besides all of `/v1/`."""
BUSY_S = 5
"""After how long a question that got no place may be asked again."""

Reason = Literal["rate", "busy", "body"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the largest body; how often an address may ask ("120/minute"; "" is no limit); answers at once, and as
    many again that wait for a place, for so many seconds."""

    body: int = 1_048_576
    rate: str = ""
    answers: int = 64
    patience_s: float = 30.0


class _RefusedError(Exception):
    """A request that gets no answer; asking again helps after so many seconds, where there are any."""

    def __init__(self, reason: Reason, status: int, detail: str, after_s: int = 0) -> None:
        super().__init__(detail)
        self.reason = reason
        self.status = status
        self.after_s = after_s

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"Retry-After": str(self.after_s)} if self.after_s else None
        await problem(scope, self.status, str(self), headers, reason=self.reason)(scope, receive, send)


class LimitsMiddleware:
    """Refuses what is too much before it costs anything. What is answered passes through as it comes."""

    def __init__(self, app: ASGIApp, limits: Limits, token: str, refused: Callable[[Reason], None]) -> None:
        """`refused` is told of each refusal."""
        self._app = app
        self._most = limits.body
        self._token = token
        self._told = refused
        self._rate = Rate(limits.rate)
        self._places = Places(limits.answers, limits.patience_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or is_owner(Headers(scope=scope).get("authorization", ""), self._token):
            await self._app(scope, receive, send)
            return
        try:
            if is_asking(scope["path"]):
                self._rate.count(address_of(scope))
            body = await whole_body(scope, receive, self._most)
            if body is None:
                return
            async with self._place(scope):
                await self._app(scope, body, send)
        except _RefusedError as refused:
            self._told(refused.reason)
            await refused.send(scope, receive, send)

    def _place(self, scope: Scope) -> AbstractAsyncContextManager[None]:
        return self._places.one() if scope["method"] == "POST" and is_asking(scope["path"]) else nullcontext()


class Rate:
    """How often each address has asked. Refuses what is more than `text` allows."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._items = parse_many(text) if text else []
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage()) if text else None

    def count(self, address: str) -> None:
        """Count one request."""
        if not self._counter:
            return
        over = [item for item in self._items if not self._counter.test(item, address)]
        if over:
            free = max(self._counter.get_window_stats(item, address).reset_time for item in over)
            wait = max(1, ceil(free - time()))
            detail = f"this address has asked too often ({self._text} is allowed); ask again in {wait} s"
            raise _RefusedError("rate", 429, detail, wait)
        for item in self._items:
            self._counter.hit(item, address)


class Places:
    """Places for `most` answers under way, and as many to wait for one."""

    def __init__(self, most: int, patience_s: float) -> None:
        self._most = most
        self._patience_s = patience_s
        self._free = asyncio.Semaphore(most)
        self._waiting = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """One place, for as long as the context lasts."""
        if self._free.locked() and self._waiting >= self._most:
            raise self._busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience_s):
                await self._free.acquire()
        except TimeoutError:
            raise self._busy() from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()

    def _busy(self) -> _RefusedError:
        detail = f"as many answers as can be given at once are under way ({self._most}); ask again in {BUSY_S} s"
        return _RefusedError("busy", 429, detail, BUSY_S)


async def whole_body(scope: Scope, receive: Receive, most: int) -> Receive | None:
    """What gives the body of the request, read to its end; None where the client has left before it. A body is taken
    whole, so that one that comes slowly holds no place."""
    headers = Headers(scope=scope)
    if int(headers.get("content-length", "0")) > most:
        raise _too_large(most)
    more = "content-length" in headers or "transfer-encoding" in headers
    pieces: list[bytes] = []
    size = 0
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        more = message.get("more_body", False)
        if size > most:
            raise _too_large(most)
    body = b"".join(pieces)
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _too_large(most: int) -> _RefusedError:
    detail = f"the body is larger than the {most} bytes that are taken (CITEWELL_MAX_BODY); send less at a time"
    return _RefusedError("body", 413, detail)


def is_asking(path: str) -> bool:
    """Whether the path is one of those that are asked at a rate."""
    return path in ASKING or path.startswith("/v1/")


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
