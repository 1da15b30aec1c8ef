"""A fair semaphore: few answers compute at once, and the others wait in order of arrival.

More at once would not finish sooner, because they share the same cores. They would only delay the other threads, above
all the one that serves the clients.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TypeVar

from rag.schema.events import Event, Stage

T = TypeVar("T")
COMPUTING = ("searching", "reading")
"""Stages that use our processor. In the other stages a language model works."""


class FairSemaphore:
    """Allow `most` holders at once, oldest waiter first."""

    def __init__(self, most: int) -> None:
        self.free = most
        self._changing = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """Number of waiters."""
        return len(self._waiting)

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold one slot while the context lasts."""
        with self._changing:
            turn = None if self.free else threading.Event()
            if turn:
                self._waiting.append(turn)
            else:
                self.free -= 1
        if turn:
            turn.wait()
        try:
            yield
        finally:
            self._release()

    def answering(self, events: Iterator[Event]) -> Iterator[Event]:
        """Yield the events, and hold a slot while one is computed.

        The slot is released before the event is yielded, so a slow or absent listener holds none.
        """
        computing = False
        while True:
            with self.slot() if computing else nullcontext():
                event = next(events, None)
            if event is None:
                return
            computing = isinstance(event, Stage) and event.name in COMPUTING
            yield event

    def each(self, items: Iterator[T]) -> Iterator[T]:
        """Yield the items, and hold a slot while each is computed."""
        while True:
            with self.slot():
                try:
                    item = next(items)
                except StopIteration:
                    return
            yield item

    def _release(self) -> None:
        """Pass the slot to the oldest waiter, so that newcomers cannot overtake it."""
        with self._changing:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self.free += 1
