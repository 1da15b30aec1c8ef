"""Times of day that a text names: "17:10", "5.30 pm". Pure."""

import re
from dataclasses import dataclass
from datetime import time

from rag.language.patterns import load_patterns

_PATTERNS = load_patterns("moments")


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day as it is written; `times` are the hours (0 to 23) and minutes that it may be."""

    words: str
    times: frozenset[tuple[int, int]]


def clock_times_in(text: str) -> tuple[ClockTime, ...]:
    """Return the times of day that `text` names, in order; without "am" or "pm", 5.30 may be in the afternoon."""
    return tuple(ClockTime(match[0], _times(match)) for match in _PATTERNS["clock"].finditer(text))


def reported_clock(text: str) -> time | None:
    """Return the time of day until which a report counts: "by 14:30", "as of 14:30"."""
    match = _PATTERNS["reported_clock"].search(text)
    return time(int(match["hour"]), int(match["minute"]) % 60) if match and int(match["hour"]) < 24 else None


def _times(match: re.Match[str]) -> frozenset[tuple[int, int]]:
    hour, minute, half = int(match["hour"]), int(match["minute"]), match["half"]
    if half:
        return frozenset({(hour % 12 + (12 if half.lower() == "p" else 0), minute)})
    return frozenset({(hour, minute)} if hour > 12 else {(hour, minute), (hour % 12 + 12, minute)})
