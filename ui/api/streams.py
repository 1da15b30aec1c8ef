"""Answers under way, each made in a task of its own: whoever lost the line finds it again, and what nobody listens to
any more is stopped."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import closing, contextmanager
from secrets import token_urlsafe

from anyio import CapacityLimiter, to_thread
from fastapi import HTTPException

from index.errors import NotFoundError
from ui.limits.concurrency import BUSY_S
from ui.serialization.one_line import one_line
from ui.serialization.serializers import Json

VERSION = 1
"""Of the events: a number more where one loses a member or means something else."""
BEAT_S = 5.0
"""After so many seconds of silence a comment is sent, so that proxies keep the line open."""
KEPT_S = 60.0
"""How long an answer that has ended can still be heard."""
MOST_KEPT = 256
"""Answers that have ended and can still be heard; of more, the oldest are forgotten."""
MOST_EVENTS = 4096
"""Events of an answer that can be heard again, the last ones."""
WAITING = ": waiting\n\n"

Told = Generator[tuple[str, Json], None, None]
"""The events of an answer: (name, data) of each."""


class Stream:
    """The events of one answer, numbered from 1. All but `make` belongs to the server's loop."""

    def __init__(self, owner: str, linger_s: float, most: int = MOST_EVENTS) -> None:
        """`owner` is the visitor who may hear it. It stops when nobody has listened for `linger_s`."""
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

    def make(self, told: Told) -> None:
        """Take the events as they are made, to the end or until it is stopped: in a thread of its own."""
        with closing(told):
            for name, data in told:
                if self._stopped.is_set():
                    return
                self._loop.call_soon_threadsafe(self._add, name, one_line(data))

    def stop(self) -> None:
        """Have no more made of it."""
        self._stopped.set()
        self._add("done", one_line({"stopped": True}))
        self.end()

    def end(self) -> None:
        """Nothing follows."""
        self.ended = True
        self._leaving.cancel()
        self._wake()

    def has_after(self, number: int) -> bool:
        """Whether something follows the event of this number, or may follow it yet."""
        return number < self._count or not self.ended

    def keeps_after(self, number: int) -> bool:
        """Whether all that follows it can still be heard."""
        return number >= self._count - len(self._kept)

    async def lines(self, after: int = 0) -> AsyncGenerator[str, None]:
        """The events that follow the one of number `after`, as they come, and comments where none does for long. A
        listener who is too slow for what is kept misses events, and sees it by their numbers."""
        with self._heard():
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
        """Whether anything has happened before it is time for a sign of life."""
        try:
            async with asyncio.timeout(BEAT_S):
                return await self._changed.wait()
        except TimeoutError:
            return False

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    @contextmanager
    def _heard(self) -> Iterator[None]:
        self._leaving.cancel()
        self._listeners += 1
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners and not self.ended:
                self._leaving = self._loop.call_later(self._linger_s, self.stop)


class Streams:
    """All of one server."""

    def __init__(self, most: int, linger_s: float, refused: Callable[[str], None]) -> None:
        """`most` are those under way, heard by somebody or not; `refused` is told of each that is one too many."""
        self._most = most
        self._linger_s = linger_s
        self._refused = refused
        self._streams: dict[str, Stream] = {}
        self._ended: deque[str] = deque()
        self._making: set[asyncio.Task[None]] = set()

    def begin(self, owner: str, told: Told) -> Stream:
        """Begin an answer to the visitor `owner`. Raises HTTPException where too many are under way."""
        if len(self._making) >= self._most:
            self._refused("busy")
            detail = f"as many answers as can be made at once are under way ({self._most}); ask again in {BUSY_S} s"
            raise HTTPException(429, detail, {"Retry-After": str(BUSY_S)})
        stream = Stream(owner, self._linger_s)
        self._streams[stream.id] = stream
        task = asyncio.create_task(self._make(stream, told))
        self._making.add(task)
        task.add_done_callback(self._making.discard)
        return stream

    def get(self, id: str, owner: str) -> Stream:
        """An answer of the visitor `owner`. Raises NotFoundError, also where it is another's."""
        stream = self._streams.get(id)
        if stream is None or stream.owner != owner:
            detail = "no answer under way has this id, or it ended a while ago; ask again, or look at /api/answers"
            raise NotFoundError(detail)
        return stream

    async def _make(self, stream: Stream, told: Told) -> None:
        try:
            await to_thread.run_sync(stream.make, told, limiter=CapacityLimiter(1), abandon_on_cancel=True)
        finally:
            stream.end()
            self._ended.append(stream.id)
            while len(self._ended) > MOST_KEPT:
                self._forget(self._ended[0])
            asyncio.get_running_loop().call_later(KEPT_S, self._forget, stream.id)

    def _forget(self, id: str) -> None:
        if self._streams.pop(id, None):
            self._ended.remove(id)
