"""Dates as people and machines write them, read strictly: a day that was not said is never guessed."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from index.errors import DateError

EARLIEST_YEAR = 1600
"""The first newspapers are of the seventeenth century; a date before it is a mistake."""
LATEST = timedelta(days=366)
"""Magazines are dated ahead of their day; more than a year ahead is a mistake."""


_FIGURES = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2\d{4}\b")
_MAIL = re.compile(r"^(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|[A-Z]{1,4})$")


def parse_moment(text: str, *, now: datetime | None = None) -> datetime:
    """The moment that `text` names, with its own zone (UTC where it names none; midnight where it names no time).

    Reads ISO 8601, RFC 2822 and dates in words ("15 November 2022", "Nov. 15, 2022 7:20 pm").

    Raises:
        DateError: no full day is named, or no article can be of that day.
    """
    stripped = text.strip()
    moment = _iso(stripped) or _mail(stripped) or _words(stripped)
    if moment is None:
        raise DateError(f"{text!r} is not a full date; write it as 2022-11-15 or 2022-11-15T19:20:00+00:00")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    latest = (now or datetime.now(UTC)) + LATEST
    if moment.year < EARLIEST_YEAR or moment > latest:
        raise DateError(f"{text!r} cannot be the date of an article; give a day from {EARLIEST_YEAR} to today")
    return moment


def parse_window_end(text: str) -> datetime:
    """The end of a window that runs up to and including `text`: a day given without a time counts whole."""
    moment = parse_moment(text)
    return moment + timedelta(days=1) - timedelta(microseconds=1) if names_whole_day(moment) else moment


def names_whole_day(moment: datetime) -> bool:
    """Whether `moment` is a day rather than a time of day (midnight stands for the day)."""
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def micros(moment: datetime) -> int:
    """`moment` as whole microseconds since 1970 UTC, as the catalogue keeps it."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def from_micros(value: int) -> datetime:
    """The moment that `micros` made `value` of, in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)


def date_in_words(moment: date) -> str:
    """`moment` as in print: "15 November 2022"."""
    return f"{moment.day} {moment:%B %Y}"


def this_day() -> date:
    """The present day, where this process runs."""
    return datetime.now().astimezone().date()


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    if not _MAIL.match(text):  # the library's own parser takes "7:20 PM" for the morning
        return None
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _order(text: str) -> str:
    """In which order a date in figures alone is meant: with points day first, else as only one order can be read.

    Raises:
        DateError: both orders can ("03/04/2022").
    """
    figures = _FIGURES.match(text)
    if not figures or figures[2] == ".":
        return "DMY"
    first, second = int(figures[1]), int(figures[3])
    if first <= 12 and second <= 12 and first != second:
        raise DateError(f"{text!r} can be read in two ways; write it as 2022-11-15")
    return "MDY" if second > 12 else "DMY"


def _words(text: str) -> datetime | None:
    import dateparser  # 0.4 s to import, and most dates are ISO

    found: datetime | None = dateparser.parse(
        text,
        settings={
            "DATE_ORDER": _order(text),
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "TIMEZONE": "UTC",
        },
    )
    return found
