"""A question without its times, and their words: what a follow-up takes over of them. Pure."""

from dataclasses import dataclass
from datetime import date

from rag.language.patterns import load_patterns
from rag.query.time_scope import time_scope_of, without_times

_ANY_DAY = date(2000, 1, 1)
"""Which words name a time does not depend on when they are said."""
_PATTERNS = load_patterns("publication")


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """`rest` is the question without the words that ask for its publication (`window`, "" where none do), and `plain`
    the same without the words of its `events` too."""

    rest: str
    plain: str
    events: tuple[str, ...]
    window: str


def split_times(question: str) -> TimeSplit:
    """`question`, its times taken apart."""
    found = time_scope_of(question, _ANY_DAY)
    published = _PATTERNS["published_on"].search(found.window.words) if found.window else None
    plain = without_times(found.rest, found.events)
    return TimeSplit(found.rest, plain, tuple(event.words for event in found.events), published[0] if published else "")


def with_times(question: str, events: tuple[str, ...], window: str) -> str:
    """`question` with the words of times behind it, and its question mark behind them."""
    mark = _PATTERNS["end_mark"].search(question)
    bare = question[: mark.start()] if mark else question
    told = " ".join((bare, *events)) + (f", {window}" if window else "")
    return f"{told}{mark[1] if mark else ''}"
