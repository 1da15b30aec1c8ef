"""What a question on the page is narrowed to: the day as of which it is asked, and how its window is lifted. Pure."""

from datetime import date

from index.dates import parse_moment, parse_window_end
from index.filters import Filter
from rag.answer_shape import Answer
from rag.when.interval import this_day
from rag.when.when import when


def day_of(typed: str) -> date | None:
    """The day that was set; None where none is.

    Raises:
        DateError: it is no day.
    """
    return parse_moment(typed).date() if typed.strip() else None


def filter_of(as_of: date | None) -> Filter:
    """What was published by the end of that day; everything that stands now, where there is none."""
    return Filter(as_of=parse_window_end(as_of.isoformat())) if as_of else Filter()


def unlimited(answer: Answer) -> str:
    """The question of `answer` without the words that ask for days of publication, standing alone; "" where it was not
    narrowed to any."""
    if not answer.window_from:
        return ""
    asked = answer.standalone_question
    as_of = answer.filter.as_of
    rest = when(asked, as_of.date() if as_of else this_day()).rest
    return rest[:1].upper() + rest[1:]
