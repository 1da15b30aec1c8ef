"""What a rule finds wrong with a sentence."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "date", "name", "quotation", "negation", "opposite", "attribution"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that the sources do not say, or say otherwise (`contradicts`); `reason` is for people.

    `sure` ones settle that the sentence is not supported; the others only count against it.
    """

    kind: Kind
    contradicts: bool
    reason: str
    sure: bool = True


def differing(kind: Kind, said: str, found: str, *, elsewhere: bool = False) -> Violation:
    """The sources say something else in its place. Where they say it too, but `elsewhere`, that contradicts less surely
    than it lacks support."""
    return Violation(kind, not elsewhere, f"says {said}; the cited passage says {found}")


def missing(kind: Kind, said: str, *, sure: bool = True) -> Violation:
    """The sources do not say it."""
    return Violation(kind, False, f"says {said}; the cited passage does not", sure)
