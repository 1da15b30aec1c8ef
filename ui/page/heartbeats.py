"""Iterate over slow items without blocking on the next one."""

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


def with_heartbeats(items: Iterator[T], seconds: float) -> Iterator[T | None]:
    """Yield the items, and None whenever `seconds` pass without one.

    A caller can stop at a None instead of waiting for the next item. A separate thread produces the items; after the
    caller has stopped, it ends at its next item.

    Args:
        items: Items that take long to produce.
        seconds: Longest wait before a None.

    Raises:
        BaseException: Whatever producing the items raises.
    """
    produced: SimpleQueue[T | _End] = SimpleQueue()
    stopped = threading.Event()
    threading.Thread(target=copy_context().run, args=(_produce, items, produced, stopped), daemon=True).start()
    try:
        while True:
            try:
                item = produced.get(timeout=seconds)
            except Empty:
                yield None
                continue
            if isinstance(item, _End):
                if item.error:
                    raise item.error
                return
            yield item
    finally:
        stopped.set()


def _produce(items: Iterator[T], produced: "SimpleQueue[T | _End]", stopped: threading.Event) -> None:
    try:
        for item in items:
            if stopped.is_set():
                return
            produced.put(item)
    except BaseException as error:  # noqa: BLE001  the waiting thread raises it again
        produced.put(_End(error))
    else:
        produced.put(_End())
    finally:
        if isinstance(items, Generator):  # release its resources now
            items.close()
