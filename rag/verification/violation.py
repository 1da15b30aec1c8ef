"""What a rule finds wrong with a sentence."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "date", "name", "quotation", "negation", "opposite", "attribution"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that the sources do not say, or say otherwise (`contradicts`); `reason` is for people.

    `sure` ones settle that the sentence is not supported; the others only count against it.
    """

    kind: Kind
    contradicts: bool
    reason: str
    sure: bool = True


def differs(kind: Kind, said: str, found: str, *, elsewhere: bool = False) -> Flaw:
    """The sources say something else in its place. Where they say it too, but `elsewhere`, that contradicts less surely
    than it lacks support."""
    return Flaw(kind, not elsewhere, f"says {said}; the cited passage says {found}")


def lacks(kind: Kind, said: str, *, sure: bool = True) -> Flaw:
    """The sources do not say it."""
    return Flaw(kind, False, f"says {said}; the cited passage does not", sure)
