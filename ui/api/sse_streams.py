"""Server-sent events (SSE): answers under way, each produced in a task of its own.

A client that lost its connection can resume its answer. An answer that nobody listens to is stopped.
"""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import closing, contextmanager
from secrets import token_urlsafe

from anyio import CapacityLimiter, to_thread
from fastapi import HTTPException

from index.errors import NotFoundError
from ui.limits.concurrency import BUSY_S, busy
from ui.serialization.one_line import one_line
from ui.serialization.serializers import Json

VERSION = 1
"""Version of the events: raised when an event loses a member or changes its meaning."""
BEAT_S = 5.0
"""Seconds of silence after which a comment is sent, so that proxies keep the connection open."""
KEPT_S = 60.0
"""Seconds that an ended answer can still be resumed."""
MOST_KEPT = 256
"""Most ended answers that can still be resumed; beyond that the oldest are dropped."""
MOST_EVENTS = 4096
"""Most events of an answer that are kept for clients that resume: the last ones."""
WAITING = ": waiting\n\n"

NamedEvents = Generator[tuple[str, Json], None, None]
"""The events of an answer, each as (name, data)."""


class Stream:
    """The events of one answer, numbered from 1. All methods but `make` run in the server's event loop."""

    def __init__(self, owner: str, linger_s: float, most: int = MOST_EVENTS) -> None:
        """`owner` is the visitor who may listen. The answer stops when nobody has listened for `linger_s` seconds."""
        self.id = token_urlsafe(24)
        self.owner = owner
        self.ended = False
        self._linger_s = linger_s
        self._loop = asyncio.get_running_loop()
        self._kept: deque[str] = deque(maxlen=most)
        self._count = 0
        self._changed = asyncio.Event()
        self._stopped = threading.Event()
        self._listeners = 0
        self._leaving = self._loop.call_later(linger_s, self.stop)
        self._add("start", one_line({"version": VERSION, "stream": self.id}))

    def make(self, events: NamedEvents) -> None:
        """Collect the events until they end or the answer is stopped. Runs in a thread of its own."""
        with closing(events):
            for name, data in events:
                if self._stopped.is_set():
                    return
                self._loop.call_soon_threadsafe(self._add, name, one_line(data))

    def stop(self) -> None:
        """Stop the answer."""
        self._stopped.set()
        self._add("done", one_line({"stopped": True}))
        self.end()

    def end(self) -> None:
        """Mark the stream as complete."""
        self.ended = True
        self._leaving.cancel()
        self._wake()

    def has_after(self, number: int) -> bool:
        """Return whether an event after this number exists or may still come."""
        return number < self._count or not self.ended

    def keeps_after(self, number: int) -> bool:
        """Return whether all events after this number are still kept."""
        return number >= self._count - len(self._kept)

    async def lines(self, after: int = 0) -> AsyncGenerator[str, None]:
        """Yield the events after number `after` as they come, and a comment after each long silence.

        A listener too slow for the kept events misses some, which the event numbers show.
        """
        with self._listening():
            while True:
                after = max(after, self._count - len(self._kept))
                if after < self._count:
                    yield self._kept[after - self._count]
                    after += 1
                elif self.ended:
                    return
                elif not await self._more():
                    yield WAITING

    def _add(self, name: str, data: str) -> None:
        if self.ended:
            return
        self._count += 1
        self._kept.append(f"id: {self.id}:{self._count}\nevent: {name}\ndata: {data}\n\n")
        self._wake()

    async def _more(self) -> bool:
        """Wait for a change. Return False if none comes within `BEAT_S` seconds."""
        try:
            async with asyncio.timeout(BEAT_S):
                return await self._changed.wait()
        except TimeoutError:
            return False

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    @contextmanager
    def _listening(self) -> Iterator[None]:
        self._leaving.cancel()
        self._listeners += 1
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners and not self.ended:
                self._leaving = self._loop.call_later(self._linger_s, self.stop)


class Streams:
    """All answers of one server that are under way or can be resumed."""

    def __init__(self, most: int, linger_s: float, refused: Callable[[str], None]) -> None:
        """`most` is the number of answers under way at once, with or without listeners; `refused` is called with "busy"
        for each answer beyond it."""
        self._most = most
        self._linger_s = linger_s
        self._refused = refused
        self._streams: dict[str, Stream] = {}
        self._ended: deque[str] = deque()
        self._making: set[asyncio.Task[None]] = set()

    def begin(self, owner: str, events: NamedEvents) -> Stream:
        """Begin an answer to the visitor `owner`.

        Raises:
            HTTPException: 429, too many answers are under way.
        """
        if len(self._making) >= self._most:
            self._refused("busy")
            raise HTTPException(429, busy(self._most), {"Retry-After": str(BUSY_S)})
        stream = Stream(owner, self._linger_s)
        self._streams[stream.id] = stream
        task = asyncio.create_task(self._make(stream, events))
        self._making.add(task)
        task.add_done_callback(self._making.discard)
        return stream

    def get(self, id: str, owner: str) -> Stream:
        """Return an answer of the visitor `owner`. Raise NotFoundError if it is unknown or another visitor's."""
        stream = self._streams.get(id)
        if stream is None or stream.owner != owner:
            detail = "no answer under way has this id; it may have ended: ask again, or see /api/answers"
            raise NotFoundError(detail)
        return stream

    async def _make(self, stream: Stream, events: NamedEvents) -> None:
        try:
            await to_thread.run_sync(stream.make, events, limiter=CapacityLimiter(1), abandon_on_cancel=True)
        finally:
            stream.end()
            self._ended.append(stream.id)
            while len(self._ended) > MOST_KEPT:
                self._forget(self._ended[0])
            asyncio.get_running_loop().call_later(KEPT_S, self._forget, stream.id)

    def _forget(self, id: str) -> None:
        if self._streams.pop(id, None):
            self._ended.remove(id)
