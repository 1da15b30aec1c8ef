"""Violation: an error that a rule finds in a sentence."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "date", "name", "quotation", "negation", "opposite", "attribution"]


@dataclass(frozen=True, slots=True)
class Violation:
    """An error in a sentence.

    Attributes:
        kind: What is wrong.
        contradicts: Whether the sources contradict the sentence; otherwise they only lack something.
        reason: The reason, for people.
        sure: Whether it alone settles that the sentence is not supported; other violations only count against it.
    """

    kind: Kind
    contradicts: bool
    reason: str
    sure: bool = True


def differing(kind: Kind, claimed: str, other: str, *, elsewhere: bool = False) -> Violation:
    """Make a violation for a value that the sources replace by another one.

    If they have the value too, but `elsewhere`, the sentence lacks support and is not contradicted.
    """
    return Violation(kind, not elsewhere, f"says {claimed}; the cited passage says {other}")


def missing(kind: Kind, claimed: str, *, sure: bool = True) -> Violation:
    """Make a violation for a value that the sources do not have."""
    return Violation(kind, False, f"says {claimed}; the cited passage does not", sure)
