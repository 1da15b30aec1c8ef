"""Words before a number that it would be false without. Pure."""

import re

_APPROXIMATE = (
    "about|around|roughly|approximately|some|nearly|almost|close to|an estimated|an average of|between|only|just"
)
_BOUND = (
    "at least|at most|more than|fewer than|less than|over|under|up to|as many as|as few as|as much as|no more than|"
    "no fewer than"
)
_HEDGE_BEFORE = re.compile(rf"\b(?:{_APPROXIMATE}|{_BOUND})\s+$", re.IGNORECASE)
_BOUND_BEFORE = re.compile(rf"\b(?:{_BOUND})\s+$", re.IGNORECASE)
_BOUND_FIRST = re.compile(rf"\s*(?:{_BOUND})\s", re.IGNORECASE)
_LONGEST = 20
"""Characters that the longest of them and the spaces behind it take."""


def hedge_before(text: str, start: int) -> int:
    """Where the hedge begins that stands right before `text[start:]`; `start` where there is none."""
    found = _HEDGE_BEFORE.search(text[max(0, start - _LONGEST) : start])
    return start - len(found[0]) if found else start


def is_bound(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is only a bound on a number ("at least 85"), which the count itself will pass."""
    return bool(_BOUND_BEFORE.search(text[max(0, start - _LONGEST) : start]) or _BOUND_FIRST.match(text[start:end]))
