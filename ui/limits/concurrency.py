"""Places for what is answered at once, and for those who wait for one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ui.limits.refusal import RefusedError

BUSY_S = 5
"""After how long a question that got no place may be asked again."""


class ConcurrencyLimit:
    """Places for `most` answers under way; `waiting` more may wait for one, for so many seconds. Whoever comes first is
    first."""

    def __init__(self, most: int, waiting: int, patience_s: float) -> None:
        self._most = most
        self._most_waiting = waiting
        self._patience_s = patience_s
        self._free = asyncio.Semaphore(most)
        self._waiting = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """One place, for as long as the context lasts. Raises RefusedError."""
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
    """What is said to whoever gets no place."""
    return f"as many answers as can be given at once are under way ({most}); ask again in {BUSY_S} s"
