"""Rate limits."""

from math import ceil
from time import time

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from ui.limits.refusal import RefusedError


class Rate:
    """Count requests by address or by visitor, and refuse those beyond `text` ("120/minute"; "" for no limit)."""

    def __init__(self, text: str, whose: str) -> None:
        """`whose` names what is counted, for the message: "address"."""
        self._text = text
        self._whose = whose
        self._items = parse_many(text) if text else []
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage()) if text else None

    def count(self, who: str) -> None:
        """Count one request.

        Raises:
            RefusedError: `who` has reached the limit.
        """
        if not self._counter:
            return
        over = [item for item in self._items if not self._counter.test(item, who)]
        if over:
            free = max(self._counter.get_window_stats(item, who).reset_time for item in over)
            wait = max(1, ceil(free - time()))
            detail = f"this {self._whose} has sent too many requests ({self._text} allowed); ask again in {wait} s"
            raise RefusedError("rate", 429, detail, wait)
        for item in self._items:
            self._counter.hit(item, who)
