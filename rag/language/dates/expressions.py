"""Phrases of time in a question, resolved by the asker's day: "since 10 October", "between 8 and 14 November". Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rag.language.dates.calendar import CalendarDate, calendar_at, spanning
from rag.language.dates.events import event_at
from rag.language.dates.interval import Interval
from rag.language.dates.relative import relative_at

_LEAD = re.compile(
    r"(?P<lead>on (?:or|and) (?:after|before)|(?:ever )?since|between|from|after|following|before|prior to|until|till|"
    r"up to|through(?:out)?|by|on|in|during|at|over|within|as of|around|of)\s+(?=\S)(?P<the>the (?="
    r"(?:past|last|early|late|beginning|start|middle|end|year|month of)\b)(?:year |month of )?)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w-])\w")
_TO = re.compile(r"\s*(?:to|until|till|through|[-–—]|and)\s*", re.IGNORECASE)
_ONWARDS = re.compile(r"\s+on(?:wards?)?(?![\w-])", re.IGNORECASE)
_LOOSE = frozenset(("by", "of", "from", "on", "at"))
"""Words that lead to a name as often as to a month: "said by May", "the fall of April Jones"."""
_SINCE, _BEFORE = ("since", "ever since", "on or after", "on and after"), ("before", "prior to")
_UNTIL = ("until", "till", "up to", "on or before", "on and before")
_AFTER = ("after", "following")
_COUNTS = (*_SINCE, *_BEFORE, *_UNTIL, *_AFTER)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A phrase of time, and where it stands."""

    interval: Interval
    start: int
    end: int


def time_expressions(text: str, today: date) -> Iterator[TimeExpression]:
    """The phrases of time in `text`, in order, none within another."""
    at = 0
    for word in _WORD.finditer(text):
        if word.start() >= at and (found := time_expression_at(text, word.start(), today)):
            yield found
            at = found.end


def time_expression_at(text: str, start: int, today: date) -> TimeExpression | None:
    """The phrase of time that begins at `start` of `text`."""
    lead = _LEAD.match(text, start)
    found = _led(text, lead, today) if lead else None
    found = found or _unled(text, start, today)
    if not found:
        return None
    interval, end = found
    return TimeExpression(interval.named(text[start:end]), start, end)


def _unled(text: str, at: int, today: date) -> tuple[Interval, int] | None:
    if found := calendar_at(text, at, led=False):
        interval = found[0].until(today)
        return (interval, found[1]) if interval else None
    return relative_at(text, at, today, led=False)


def _led(text: str, lead: re.Match[str], today: date) -> tuple[Interval, int] | None:
    word, at = " ".join(lead["lead"].lower().split()), lead.end()
    if word in ("between", "from") and (found := _range(text, at, today, word)):
        return found
    named = _named(text, at, today, loose=word in _LOOSE)
    if named is None and word in _COUNTS and (event := event_at(text, at)):
        named = Interval(event[0], event[0]), event[1]
    if named is None and lead["the"]:
        named = _named(text, lead.start("the"), today, loose=False)
    if named is None:
        return None
    interval, end = named
    if word == "from" and (onwards := _ONWARDS.match(text, end)):
        return Interval(interval.first, date.max), onwards.end()
    return _counted(word, interval), end


def _counted(word: str, interval: Interval) -> Interval:
    """The days that `word` makes of those that follow it."""
    if word in _SINCE:
        return Interval(interval.first, date.max)
    if word in _AFTER:
        return Interval(interval.last + timedelta(days=1), date.max)
    if word in _BEFORE:
        return Interval(date.min, interval.first - timedelta(days=1))
    return Interval(date.min, interval.last) if word in _UNTIL else interval


def _named(text: str, at: int, today: date, *, loose: bool) -> tuple[Interval, int] | None:
    """The days that stand at `at`, behind a preposition."""
    if found := calendar_at(text, at, led=not loose) or (_dated(text, at) if loose else None):
        interval = found[0].until(today)
        return (interval, found[1]) if interval else None
    return relative_at(text, at, today, led=True)


def _dated(text: str, at: int) -> tuple[CalendarDate, int] | None:
    """What stands behind a loose preposition: "on may 5" is a day, "by May" may be anybody."""
    found = calendar_at(text, at, led=True)
    return found if found and (found[0].day or found[0].year) else None


def _range(text: str, at: int, today: date, lead: str) -> tuple[Interval, int] | None:
    pair = calendar_at(text, at, led=True, pair=lead == "between")
    if pair and pair[0].from_day:
        interval = pair[0].until(today)
        return (interval, pair[1]) if interval else None
    first = pair or relative_at(text, at, today, led=True)
    joined = _TO.match(text, first[1]) if first else None
    if not first or not joined or joined.end() == first[1] or (lead == "from" and "and" in joined[0].lower()):
        return None
    last = calendar_at(text, joined.end(), led=True) or relative_at(text, joined.end(), today, led=True)
    if last is None and isinstance(first[0], CalendarDate) and first[0].month:
        last = _day_alone(text, joined.end(), first[0])
    if last is None:
        return None
    interval = _spanned(first[0], last[0], today)
    return (interval, last[1]) if interval else None


def _day_alone(text: str, at: int, first: CalendarDate) -> tuple[CalendarDate, int] | None:
    """The second of "between November 8 and 14"."""
    found = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?!\w|[.,:]\d)").match(text, at)
    return (CalendarDate(first.year, first.month, int(found[1])), found.end()) if found else None


def _spanned(first: CalendarDate | Interval, last: CalendarDate | Interval, today: date) -> Interval | None:
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
        return spanning(first, last, today)
    begun, ended = (one.until(today) if isinstance(one, CalendarDate) else one for one in (first, last))
    return Interval(begun.first, ended.last) if begun and ended and begun.first <= ended.last else None
