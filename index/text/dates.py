"""Parses dates as people and programs write them, strictly: it never guesses a missing day."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from index.errors import DateError

EARLIEST_YEAR = 1600
"""The first newspapers appeared in the seventeenth century; an earlier date is a mistake."""
LATEST = timedelta(days=366)
"""Magazines are dated ahead; a date more than a year ahead is a mistake."""


_NUMERIC = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2\d{4}\b")
_MAIL = re.compile(r"^(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|[A-Z]{1,4})$")


def parse_moment(text: str, *, now: datetime | None = None) -> datetime:
    """Parse a date.

    Args:
        text: ISO 8601, RFC 2822, or words ("15 November 2022", "Nov. 15, 2022 7:20 pm").
        now: Present moment, for tests.

    Returns:
        The moment in its own zone: UTC if the text names none, midnight if it names no time.

    Raises:
        DateError: The text names no full day, or a day that no article can have.
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
    """Parse the end of a date scope, inclusive: a day without a time ends at its last microsecond."""
    moment = parse_moment(text)
    return moment + timedelta(days=1) - timedelta(microseconds=1) if names_whole_day(moment) else moment


def names_whole_day(moment: datetime) -> bool:
    """Return whether `moment` is a whole day, which midnight stands for."""
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def micros(moment: datetime) -> int:
    """Return `moment` as whole microseconds since 1970 UTC, as the catalogue stores it."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def from_micros(value: int) -> datetime:
    """Return the moment of a catalogue value (microseconds since 1970), in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)


def date_in_words(moment: date) -> str:
    """Format a date as in print: "15 November 2022"."""
    return f"{moment.day} {moment:%B %Y}"


def this_day() -> date:
    """Return today's date in the time zone of this machine."""
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
    """Return the order of a numeric date: day first with points, else the only order that is possible.

    Raises:
        DateError: Both orders are possible ("03/04/2022").
    """
    numeric = _NUMERIC.match(text)
    if not numeric or numeric[2] == ".":
        return "DMY"
    first, second = int(numeric[1]), int(numeric[3])
    if first <= 12 and second <= 12 and first != second:
        raise DateError(f"{text!r} can be read in two ways; write it as 2022-11-15")
    return "MDY" if second > 12 else "DMY"


def _words(text: str) -> datetime | None:
    import dateparser  # 0.4 s to import, and most dates are ISO

    moment: datetime | None = dateparser.parse(
        text,
        settings={
            "DATE_ORDER": _order(text),
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "TIMEZONE": "UTC",
        },
    )
    return moment
