"""The concurrency limit: few compute at once, the longest waiting is next, a slow client delays nobody."""

import threading
from collections.abc import Iterator

import pytest

from rag.schema.events import Event, Stage, StandaloneQuestion
from ui.app.fair_semaphore import FairSemaphore


def test_no_more_than_so_many_have_a_turn_and_the_next_is_who_waited_longest() -> None:
    turns, order = FairSemaphore(1), list[int]()
    waiting = [threading.Event() for _ in range(5)]

    def wait(number: int) -> None:
        waiting[number].set()
        with turns.slot():
            order.append(number)

    threads = [threading.Thread(target=wait, args=(number,)) for number in range(5)]
    with turns.slot():
        for number, thread in enumerate(threads):
            thread.start()
            assert waiting[number].wait(30)
            while turns.waiting <= number:
                pass
        assert order == []
    for thread in threads:
        thread.join(30)
    assert order == list(range(5))
    with turns.slot():
        assert turns.waiting == 0


def test_only_what_is_computed_takes_a_turn_and_none_is_held_between_events() -> None:
    turns, during = FairSemaphore(1), list[int]()

    def events() -> Iterator[Event]:
        during.append(turns.free)
        yield Stage("searching")
        during.append(turns.free)
        yield Stage("writing")
        during.append(turns.free)
        yield StandaloneQuestion("who?")

    between = [turns.free for _ in turns.answering(events())]
    assert during == [1, 0, 1]
    assert between == [1, 1, 1]


def test_a_turn_is_given_back_where_its_work_fails() -> None:
    turns = FairSemaphore(1)

    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("at work")

    with pytest.raises(ValueError, match="at work"):
        list(turns.each(failing()))
    assert list(turns.each(iter([1, 2]))) == [1, 2]
