"""The events of an answer, in the order in which they are sent.

A Stage names the step. StandaloneQuestion comes once, if the question was completed. Sources come once, if passages
were found. Each claim streams as one or more ClaimDelta (unchecked words) and ends in a ClaimChecked (its verdict).
Finished comes last, with the Answer. Both modes, extractive and language model, send the same events.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.schema.answer import Answer
from rag.schema.citation import Citation, Claim

StageName = Literal["searching", "reading", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step has begun; `count` is the number of passages that it works on, if that is known."""

    name: StageName
    count: int | None = None


@dataclass(frozen=True, slots=True)
class StandaloneQuestion:
    """The question that is searched for, complete without its conversation."""

    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The passages to be read, best first; `n` is their place in this list."""

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
    """Return the Answer at the end of the events."""
    *_, last = events
    assert isinstance(last, Finished)
    return last.answer
