"""Turns at the processor: few answers compute at once, and the rest wait in the order in which they came.

Many at once would finish no sooner, for they share the same cores; but each of them would hold up every other thread of
the process, and first of all the one that speaks with the clients.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TypeVar

from rag.schema.events import Event, Stage

T = TypeVar("T")
COMPUTING = ("searching", "reading")
"""The stages whose work is ours: in the others a language model is waited for."""


class FairSemaphore:
    """At most so many at once."""

    def __init__(self, most: int) -> None:
        self.free = most
        self._changing = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return len(self._waiting)

    @contextmanager
    def one(self) -> Iterator[None]:
        """A turn, for as long as the context lasts."""
        with self._changing:
            called = None if self.free else threading.Event()
            if called:
                self._waiting.append(called)
            else:
                self.free -= 1
        if called:
            called.wait()
        try:
            yield
        finally:
            self._pass_on()

    def answering(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events; what is computed for them is computed in turn. A turn ends with its step: whoever hears the
        events slowly, or no longer, holds none."""
        computing = False
        while True:
            with self.one() if computing else nullcontext():
                event = next(events, None)
            if event is None:
                return
            computing = isinstance(event, Stage) and event.name in COMPUTING
            yield event

    def each(self, items: Iterator[T]) -> Iterator[T]:
        """The items, a turn for each."""
        while True:
            with self.one():
                try:
                    item = next(items)
                except StopIteration:
                    return
            yield item

    def _pass_on(self) -> None:
        """The turn goes to whoever has waited longest: nobody who comes now can be before them."""
        with self._changing:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self.free += 1
