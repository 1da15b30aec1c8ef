"""Waiting for what takes long without being stuck in it."""

import threading
from collections.abc import Generator, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


def with_beats(items: Iterator[T], seconds: float) -> Iterator[T | None]:
    """The items, and None whenever none has come for `seconds`: whoever iterates can leave at a beat, and need not wait
    for the next item. The items are made in a thread of their own, which stops at its next item once left.

    Raises:
        Whatever making the items raises.
    """
    made: SimpleQueue[T | _End] = SimpleQueue()
    left = threading.Event()
    making = threading.Thread(target=copy_context().run, args=(_make, items, made, left), daemon=True)
    making.start()
    try:
        while True:
            try:
                item = made.get(timeout=seconds)
            except Empty:
                yield None
                continue
            if isinstance(item, _End):
                if item.error:
                    raise item.error
                return
            yield item
    finally:
        left.set()


def _make(items: Iterator[T], made: "SimpleQueue[T | _End]", left: threading.Event) -> None:
    try:
        for item in items:
            if left.is_set():
                return
            made.put(item)
    except BaseException as error:  # noqa: BLE001  raised again in the thread that waits
        made.put(_End(error))
    else:
        made.put(_End())
    finally:
        if isinstance(items, Generator):  # so that whatever it has open is closed now
            items.close()
