"""Hedges: words before a number that it would be false without ("about", "at least"). Pure.

Patterns: `data/en/patterns/hedges.toml`.
"""

from typing import Literal

from rag.language.patterns import load_patterns

_PATTERNS = load_patterns("hedges")
_LONGEST = 20
"""Characters of the longest hedge with the spaces behind it."""


Hedge = Literal["rough", "above", "below", ""]
"""How a number is hedged: roughly, from below ("at least"), from above ("up to"), or not."""


def hedge_of(before: str) -> Hedge:
    """Return how the words before a number hedge it; a currency sign may stand between."""
    match = _PATTERNS["hedge"].search(before)
    kinds: tuple[Hedge, ...] = ("rough", "above", "below")
    return next((kind for kind in kinds if match and match[kind]), "")


def hedge_before(text: str, start: int) -> int:
    """Return where the hedge right before `text[start:]` begins; `start` if there is none."""
    hedge = _PATTERNS["hedge_before"].search(text[max(0, start - _LONGEST) : start])
    return start - len(hedge[0]) if hedge else start


def is_bound(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]` only bounds a number ("at least 85"), so that the count itself may pass it."""
    before = text[max(0, start - _LONGEST) : start]
    return bool(_PATTERNS["bound_before"].search(before) or _PATTERNS["bound_first"].match(text[start:end]))
