"""Days, months and years as the calendar names them, perhaps without their year: "15 November", "early March 2023"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.language.dates.interval import Interval

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTHS = {name: n for n, name in enumerate(_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_NAMES, 1)}
_MONTHS["sept"] = 9
MONTH_NAMES = frozenset(_MONTHS)
"""Months and their abbreviations, in lower case."""
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\w)"
_FIRST_DAY = r"(?P<from_day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d|[.,]\d|-\d)"
_TO = r"\s?(?:to|until|till|through|[-–—])\s?"
_AND = r"\s?(?:to|until|till|through|and|[-–—])\s?"
_PART = r"(?:the )?(?P<part>early|mid|late|beginning of|start of|middle of|end of)[\s-]"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})(?!\d)",
        rf"(?:the )?(?:{_WEEKDAY},? )?(?:the )?{_DAY}\s(?:of )?{_MONTH}(?:,? (?:of )?{_YEAR})?",
        rf"(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?",
        rf"{_PART}{_MONTH}(?:,? {_YEAR})?",
        rf"{_MONTH},? (?:of )?{_YEAR}",
    )
)
_BARE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (rf"(?P<last>last |this )?{_MONTH}(?!\w)", _YEAR))
_RANGE, _PAIR = (
    tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?:the )?{_FIRST_DAY}{between}(?:the )?{_DAY}\s(?:of )?{_MONTH}(?:,? {_YEAR})?",
            rf"{_MONTH} {_FIRST_DAY}{between}{_DAY}(?:,? {_YEAR})?",
        )
    )
    for between in (_TO, _AND)
)
_WORDS_TOO = ("may", "march", "mar")
"""Months that are other words as well, in lower case."""
_BACK = 8
"""Years back in which there is surely a 29 February."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, a month or a year; `part` is "early", "mid" or "late"; `from_day` begins a range of days of one month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    from_day: int | None = None

    def within(self, year: int) -> Interval | None:
        """Its days in that year; None where the year has no such day."""
        try:
            return Interval(*self._bounds(year))
        except ValueError:  # the 31st of June names no day
            return None

    def until(self, today: date) -> Interval | None:
        """Its days; the latest ones that have begun by `today` where it names no year."""
        if self.year:
            return self.within(self.year)
        found = (self.within(today.year - back) for back in range(_BACK))
        latest = next((one for one in found if one and one.first <= today), None)
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
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def calendar_at(text: str, at: int, *, led: bool, pair: bool = False) -> tuple[CalendarDate, int] | None:
    """What stands at `at` of `text`, and where it ends. A month or year alone counts only where a preposition has `led`
    to it. `pair` takes "8 and 14 November" for a range."""
    for pattern in (*(_PAIR if pair else _RANGE), *_DAYS, *(_BARE if led else ())):
        found = pattern.match(text, at)
        if found and not (_is_other_word(found) and not led):
            return _calendar(found.groupdict()), found.end()
    return None


def _is_other_word(found: re.Match[str]) -> bool:
    """Whether "may 20" stands without its capital and its year."""
    parts = found.groupdict()
    return parts.get("month") in _WORDS_TOO and not parts.get("year")


def _calendar(parts: dict[str, str | None]) -> CalendarDate:
    year, day, from_day, number = (
        int(value) if (value := parts.get(name)) else None for name in ("year", "day", "from_day", "number")
    )
    month = number or (_MONTHS[name.lower()] if (name := parts.get("month")) else None)
    return CalendarDate(year, month, day, (parts.get("part") or "").lower(), from_day)


def spanning(first: CalendarDate, last: CalendarDate, today: date) -> Interval | None:
    """From the one to the other, each with the month and year of the other where it names none."""
    if first.month is None and first.day:
        first = replace(first, month=last.month)
    year = first.year or last.year
    begun = CalendarDate.until(replace(first, year=year) if year else first, today)
    if begun is None:
        return None
    ended = last.within(last.year or begun.first.year)
    if ended and ended.last < begun.first and not (first.year and last.year):
        if first.year or not last.year:
            ended = last.within(begun.first.year + 1)
        else:
            begun = first.within(last.year - 1) or begun
    if ended is None or ended.last < begun.first:
        return None
    return Interval(begun.first, ended.last, recurs="" if year else "year")
