"""The calendar: names of months and weekdays, and dates that may lack their year ("15 November", "early March 2023").

Names and their numbers are data: `rag/language/data/en/calendar.toml`. Pure.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.language.dates.interval import Interval
from rag.language.patterns import load_patterns
from rag.language.word_lists import data_table

MONTHS: dict[str, int] = data_table("calendar", "months") | data_table("calendar", "month_abbreviations")
"""Month names and their abbreviations, in lower case -> 1 to 12."""
MONTH_NAMES = frozenset(MONTHS)
"""Month names and their abbreviations, in lower case."""
WEEKDAYS: dict[str, int] = data_table("calendar", "weekdays")
"""Weekday names, in lower case -> 0 (Monday) to 6."""
NEAR_DAYS: dict[str, int] = data_table("calendar", "near_days")
"""Words such as "yesterday" -> days from today."""
_PATTERNS = load_patterns("calendar_dates")
_DATES = _PATTERNS.labelled("range", "date")
_PAIRS = _PATTERNS.labelled("pair", "date")
_BARE = _PATTERNS.labelled("bare")
_WORDS_TOO = ("may", "march", "mar")
"""Months that are other words as well, in lower case."""
_BACK = 8
"""Years back in which there is surely a 29 February."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, a month or a year.

    `part` is the part of the month that is named ("early", "mid", "late", ...). `from_day` is the first day of a range
    within one month; `day` is then the last.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    from_day: int | None = None

    def within(self, year: int) -> Interval | None:
        """Return its days in that year; None if the year has no such day."""
        try:
            return Interval(*self._bounds(year))
        except ValueError:  # the 31st of June names no day
            return None

    def until(self, today: date) -> Interval | None:
        """Return its days; without a year, the latest ones that have begun by `today`."""
        if self.year:
            return self.within(self.year)
        candidates = (self.within(today.year - back) for back in range(_BACK))
        latest = next((days for days in candidates if days and days.first <= today), None)
        return replace(latest, recurs="year") if latest else None

    def _bounds(self, year: int) -> tuple[date, date]:
        if not self.month:
            return date(year, 1, 1), date(year, 12, 31)
        if self.day:
            return date(year, self.month, self.from_day or self.day), date(year, self.month, self.day)
        first, last = date(year, self.month, 1), month_end(year, self.month)
        if self.part in ("early", "beginning of", "start of"):
            return first, date(year, self.month, 10)
        if self.part in ("mid", "middle of"):
            return date(year, self.month, 11), date(year, self.month, 20)
        return (date(year, self.month, 21), last) if self.part else (first, last)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def calendar_date_at(text: str, at: int, *, led: bool, pair: bool = False) -> tuple[CalendarDate, int] | None:
    """Read the calendar date that begins at a position.

    Args:
        text: The text to read.
        at: Offset in `text` at which the date begins.
        led: Whether a preposition leads to it; only then does a month or a year alone count.
        pair: Whether "8 and 14 November" is a range.

    Returns:
        The date and the offset of its end; None if no date begins there.
    """
    for pattern in (*(_PAIRS if pair else _DATES), *(_BARE if led else ())):
        match = pattern.match(text, at)
        if match and (led or not _is_other_word(match)):
            return _calendar_date(match.groupdict()), match.end()
    return None


def day_alone_at(text: str, at: int, month: CalendarDate) -> tuple[CalendarDate, int] | None:
    """Read a day without its month, the second of "between November 8 and 14"; `month` gives month and year."""
    match = _PATTERNS["day_alone"].match(text, at)
    return (CalendarDate(month.year, month.month, int(match[1])), match.end()) if match else None


def spanning(first: CalendarDate, last: CalendarDate, today: date) -> Interval | None:
    """Return the days from one date to another; each takes the month or year that it lacks from the other."""
    if first.month is None and first.day:
        first = replace(first, month=last.month)
    year = first.year or last.year
    begin = (replace(first, year=year) if year else first).until(today)
    if begin is None:
        return None
    end = last.within(last.year or begin.first.year)
    if end and end.last < begin.first and not (first.year and last.year):
        if first.year or not last.year:
            end = last.within(begin.first.year + 1)
        else:
            begin = first.within(last.year - 1) or begin
    if end is None or end.last < begin.first:
        return None
    return Interval(begin.first, end.last, recurs="" if year else "year")


def _is_other_word(match: re.Match[str]) -> bool:
    """Return whether "may 20" may not be a date: the month is another word too, and no year follows."""
    parts = match.groupdict()
    return parts.get("month") in _WORDS_TOO and not parts.get("year")


def _calendar_date(parts: dict[str, str | None]) -> CalendarDate:
    year, day, from_day, number = (
        int(value) if (value := parts.get(name)) else None for name in ("year", "day", "from_day", "number")
    )
    month = number or (MONTHS[name.lower()] if (name := parts.get("month")) else None)
    return CalendarDate(year, month, day, (parts.get("part") or "").lower(), from_day)
