"""Violation: what a rule finds wrong with a sentence."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "date", "name", "quotation", "negation", "opposite", "attribution"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that the sources do not say, or contradict (`contradicts`); `reason` is for people.

    A `sure` violation settles that the sentence is not supported; the others only count against it.
    """

    kind: Kind
    contradicts: bool
    reason: str
    sure: bool = True


def differing(kind: Kind, said: str, found: str, *, elsewhere: bool = False) -> Violation:
    """Make a violation for a value that the sources replace by another one.

    If they have the value too, but `elsewhere`, the sentence lacks support and is not contradicted.
    """
    return Violation(kind, not elsewhere, f"says {said}; the cited passage says {found}")


def missing(kind: Kind, said: str, *, sure: bool = True) -> Violation:
    """Make a violation for a value that the sources do not have."""
    return Violation(kind, False, f"says {said}; the cited passage does not", sure)
