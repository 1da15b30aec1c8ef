"""A limit on answers under way, with a bounded queue."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ui.limits.refusal import RefusedError

BUSY_S = 5
"""Seconds after which a refused question may be asked again (the Retry-After header)."""


class ConcurrencyLimit:
    """Allow `most` answers at once; `waiting` more requests wait up to `patience_s` seconds, oldest first."""

    def __init__(self, most: int, waiting: int, patience_s: float) -> None:
        self._most = most
        self._most_waiting = waiting
        self._patience_s = patience_s
        self._free = asyncio.Semaphore(most)
        self._waiting = 0

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Hold one slot while the context lasts.

        Raises:
            RefusedError: No slot is free and the queue is full, or none became free in time.
        """
        if self._free.locked() and self._waiting >= self._most_waiting:
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

    def _busy(self) -> RefusedError:
        return RefusedError("busy", 429, busy(self._most), BUSY_S)


def busy(most: int) -> str:
    """Return the message for a request that gets no slot."""
    return f"the server is answering {most} questions, as many as it can at once; ask again in {BUSY_S} s"
