"""Split a question from the words of its times, so that a follow-up can take them over. Pure."""

from dataclasses import dataclass
from datetime import date

from rag.language.patterns import load_patterns
from rag.query.time_scope import time_scope_of, without_times

_ANY_DAY = date(2000, 1, 1)
"""Any day will do: which words name a time does not depend on it."""
_PATTERNS = load_patterns("publication")


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """A question and the words of its times.

    Attributes:
        rest: The question without `window`.
        plain: The question without the words of any time.
        events: Words of the times of its events.
        window: Words that ask for days of publication; "" if there are none.
    """

    rest: str
    plain: str
    events: tuple[str, ...]
    window: str


def split_times(question: str) -> TimeSplit:
    """Split `question` from the words of its times."""
    found = time_scope_of(question, _ANY_DAY)
    published = _PATTERNS["published_on"].search(found.window.words) if found.window else None
    plain = without_times(found.rest, found.events)
    return TimeSplit(found.rest, plain, tuple(event.words for event in found.events), published[0] if published else "")


def with_times(question: str, events: tuple[str, ...], window: str) -> str:
    """Return `question` with the words of times before its question mark."""
    mark = _PATTERNS["end_mark"].search(question)
    bare = question[: mark.start()] if mark else question
    told = " ".join((bare, *events)) + (f", {window}" if window else "")
    return f"{told}{mark[1] if mark else ''}"
