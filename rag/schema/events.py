"""What happens while a question is answered, in the order in which it is told.

A Stage says what is being done. StandaloneQuestion comes once, where the question was understood differently from how
it was typed. Sources come once, where passages were found. Each claim streams as one or more ClaimDelta (unchecked
words) and ends in a ClaimChecked (its verdict). The Answer comes last, in Finished. Both modes, extractive and language
model, tell the same events.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.schema.answer import Answer
from rag.schema.citation import Citation, Claim

StageName = Literal["searching", "reading", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step has begun; `count` is the number of things it works on (passages read), where that says something."""

    name: StageName
    count: int | None = None


@dataclass(frozen=True, slots=True)
class StandaloneQuestion:
    """The question as it is searched for, complete without the conversation."""

    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The passages that are about to be read, best first; `n` is their place in this list."""

    passages: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ClaimDelta:
    """More words of the claim at this position (from 0) of the answer, not yet checked."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class ClaimChecked:
    """The claim at this position is complete: its final words, its citations, its verdict."""

    position: int
    claim: Claim
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer."""

    answer: Answer


Event = Stage | StandaloneQuestion | Sources | ClaimDelta | ClaimChecked | Finished


def final_answer(events: Iterator[Event]) -> Answer:
    """The Answer at the end of `events`."""
    *_, last = events
    assert isinstance(last, Finished)
    return last.answer
