"""How often somebody asks."""

from math import ceil
from time import time

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from ui.limits.refusal import RefusedError


class Rate:
    """How often each address, or each visitor, has asked. Refuses what is more than `text` allows ("" is no limit)."""

    def __init__(self, text: str, whose: str) -> None:
        """`whose` says in words what is counted for: "address"."""
        self._text = text
        self._whose = whose
        self._items = parse_many(text) if text else []
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage()) if text else None

    def count(self, who: str) -> None:
        """Count one request. Raises RefusedError."""
        if not self._counter:
            return
        over = [item for item in self._items if not self._counter.test(item, who)]
        if over:
            free = max(self._counter.get_window_stats(item, who).reset_time for item in over)
            wait = max(1, ceil(free - time()))
            detail = f"this {self._whose} has asked too often ({self._text} is allowed); ask again in {wait} s"
            raise RefusedError("rate", 429, detail, wait)
        for item in self._items:
            self._counter.hit(item, who)
