"""Time expressions in a question, counted from the asker's day: "since 10 October", "last week", "two months ago".

Pure. Patterns: `data/en/patterns/time_expressions.toml`; `calendar.py` reads dates of the calendar.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rag.language.dates.calendar import (
    NEAR_DAYS,
    WEEKDAYS,
    CalendarDate,
    calendar_date_at,
    day_alone_at,
    month_end,
    spanning,
)
from rag.language.dates.events import event_at
from rag.language.dates.interval import Interval, on
from rag.language.patterns import load_patterns
from rag.language.word_lists import data_table

_PATTERNS = load_patterns("time_expressions")
_LOOSE = frozenset(("by", "of", "from", "on", "at"))
"""Prepositions that lead to a name as often as to a month: "said by May", "the fall of April Jones"."""
_SINCE, _BEFORE = ("since", "ever since", "on or after", "on and after"), ("before", "prior to")
_UNTIL = ("until", "till", "up to", "on or before", "on and before")
_AFTER = ("after", "following")
_COUNT_FROM = (*_SINCE, *_BEFORE, *_UNTIL, *_AFTER)
_COUNTS: dict[str, int] = data_table("numbers", "words") | data_table("numbers", "roughly")
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: the days that it means, and where it stands."""

    interval: Interval
    start: int
    end: int


def time_expressions(text: str, today: date) -> Iterator[TimeExpression]:
    """Yield the time expressions of `text` in order, none inside another."""
    at = 0
    for word in _PATTERNS["word"].finditer(text):
        if word.start() >= at and (expression := time_expression_at(text, word.start(), today)):
            yield expression
            at = expression.end


def time_expression_at(text: str, start: int, today: date) -> TimeExpression | None:
    """Return the time expression that begins at `start` of `text`."""
    lead = _PATTERNS["lead"].match(text, start)
    days = _led(text, lead, today) if lead else None
    days = days or _unled(text, start, today)
    if not days:
        return None
    interval, end = days
    return TimeExpression(interval.named(text[start:end]), start, end)


def _unled(text: str, at: int, today: date) -> tuple[Interval, int] | None:
    if dated := calendar_date_at(text, at, led=False):
        interval = dated[0].until(today)
        return (interval, dated[1]) if interval else None
    return _relative(text, at, today, led=False)


def _led(text: str, lead: Match, today: date) -> tuple[Interval, int] | None:
    """Return the days behind a preposition, as it bounds them: "since May", "between 8 and 14 November"."""
    preposition, at = " ".join(lead["lead"].lower().split()), lead.end()
    if preposition in ("between", "from") and (days := _range(text, at, today, preposition)):
        return days
    named = _named(text, at, today, loose=preposition in _LOOSE)
    if named is None and preposition in _COUNT_FROM and (event := event_at(text, at)):
        named = Interval(event[0], event[0]), event[1]
    if named is None and lead["the"]:
        named = _named(text, lead.start("the"), today, loose=False)
    if named is None:
        return None
    interval, end = named
    if preposition == "from" and (onwards := _PATTERNS["onwards"].match(text, end)):
        return Interval(interval.first, date.max), onwards.end()
    return _bounded(preposition, interval), end


def _bounded(preposition: str, interval: Interval) -> Interval:
    """Return the days that a preposition makes of those behind it."""
    if preposition in _SINCE:
        return Interval(interval.first, date.max)
    if preposition in _AFTER:
        return Interval(interval.last + timedelta(days=1), date.max)
    if preposition in _BEFORE:
        return Interval(date.min, interval.first - timedelta(days=1))
    return Interval(date.min, interval.last) if preposition in _UNTIL else interval


def _named(text: str, at: int, today: date, *, loose: bool) -> tuple[Interval, int] | None:
    """Return the days that are named at `at`, behind a preposition."""
    if dated := calendar_date_at(text, at, led=not loose) or (_full_date(text, at) if loose else None):
        interval = dated[0].until(today)
        return (interval, dated[1]) if interval else None
    return _relative(text, at, today, led=True)


def _full_date(text: str, at: int) -> tuple[CalendarDate, int] | None:
    """Read a date behind a loose preposition: "on may 5" is a day, "by May" may be a person."""
    dated = calendar_date_at(text, at, led=True)
    return dated if dated and (dated[0].day or dated[0].year) else None


def _range(text: str, at: int, today: date, preposition: str) -> tuple[Interval, int] | None:
    """Return the days "from" one "to" another, or "between" one "and" another."""
    pair = calendar_date_at(text, at, led=True, pair=preposition == "between")
    if pair and pair[0].from_day:
        interval = pair[0].until(today)
        return (interval, pair[1]) if interval else None
    first = pair or _relative(text, at, today, led=True)
    to = _PATTERNS["to"].match(text, first[1]) if first else None
    if not first or not to or to.end() == first[1] or (preposition == "from" and "and" in to[0].lower()):
        return None
    last = calendar_date_at(text, to.end(), led=True) or _relative(text, to.end(), today, led=True)
    if last is None and isinstance(first[0], CalendarDate) and first[0].month:
        last = day_alone_at(text, to.end(), first[0])
    if last is None:
        return None
    interval = _spanned(first[0], last[0], today)
    return (interval, last[1]) if interval else None


def _spanned(first: CalendarDate | Interval, last: CalendarDate | Interval, today: date) -> Interval | None:
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
        return spanning(first, last, today)
    begin, end = (days.until(today) if isinstance(days, CalendarDate) else days for days in (first, last))
    return Interval(begin.first, end.last) if begin and end and begin.first <= end.last else None


def _relative(text: str, at: int, today: date, *, led: bool) -> tuple[Interval, int] | None:
    """Return the days that begin at `at` and are counted from today, and where they end.

    Without a preposition that leads to it, a word may be part of a name ("Sunday Times") and then does not count.
    """
    for label, pattern in _PATTERNS.rules:
        match = pattern.match(text, at)
        if match and (led or not _is_name(text, match)):
            return _RESOLVERS[label](match, today), match.end()
    return None


def _is_name(text: str, match: Match) -> bool:
    """Return whether a day or "Today" has its capital, beside other words with theirs."""
    group = next((name for name in ("weekday", "near") if match.groupdict().get(name)), None)
    if group is None or not match[group][0].isupper():
        return False
    before = _PATTERNS["capital_before"].search(text[: match.start(group)])
    named = bool(before) if group == "near" else bool(before and before.start() > 0)
    return named or bool(_PATTERNS["capital_after"].match(text[match.end() :]))


def _weekday(match: Match, today: date) -> Interval:
    """Return the latest such day, today included; "last" is before today, "next" after it."""
    step, which = WEEKDAYS[match["weekday"].lower()] - today.weekday(), (match["which"] or "").strip().lower()
    if which == "next":
        return on(today + timedelta(days=step % 7 or 7))
    if which == "this":
        return on(today + timedelta(days=step))
    if which in ("last", "past", "previous"):
        return on(today - timedelta(days=-step % 7 or 7))
    latest = today - timedelta(days=-step % 7)
    return Interval(latest, latest, recurs="week")


def _near(match: Match, today: date) -> Interval:
    word = match["near"].lower()
    if word == "last night":
        return Interval(today - timedelta(days=1), today)
    steps = NEAR_DAYS | {"the day before yesterday": -2}
    return on(today + timedelta(days=steps.get(word, 0)))


def _unit(match: Match, today: date) -> Interval:
    """Return a week, month or year of the calendar: this one, the one before or the next."""
    step = {"this": 0, "last": -1, "previous": -1, "next": 1}[match["which"].lower()]
    return _calendar_unit(match["unit"].lower(), step, today)


def _calendar_unit(unit: str, step: int, today: date) -> Interval:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
        return Interval(monday, monday + timedelta(days=6))
    if unit == "month":
        months = 12 * today.year + today.month - 1 + step
        return Interval(date(months // 12, months % 12 + 1, 1), month_end(months // 12, months % 12 + 1))
    return Interval(date(today.year + step, 1, 1), date(today.year + step, 12, 31))


def _weekend(match: Match, today: date) -> Interval:
    """Return the latest weekend that has begun; on a weekend, "last" is the one before."""
    first = today - timedelta(days=(today.weekday() - 5) % 7)
    if match["which"].lower() == "last" and today.weekday() >= 5:
        first -= timedelta(days=7)
    return Interval(first, first + timedelta(days=1))


def _past(match: Match, today: date) -> Interval:
    """Return so many days, weeks, ... up to today."""
    return Interval(today - timedelta(days=_count(match) * _UNIT_DAYS[match["unit"].lower()]), today)


def _ago(match: Match, today: date) -> Interval:
    """Return a day so many days ago; for weeks, the days around it; for months and years, the whole month or year."""
    count, unit = _count(match), match["unit"].lower()
    if unit in ("day", "week"):
        day, around = today - timedelta(days=count * _UNIT_DAYS[unit]), timedelta(days=3 * (unit == "week"))
        return Interval(day - around, day + around)
    return _calendar_unit(unit, -count, today)


def _count(match: Match) -> int:
    number = (match["number"] or "one").lower()
    return int(number) if number.isdigit() else _COUNTS[number]


_RESOLVERS: dict[str, Callable[[Match, date], Interval]] = {
    "near": _near,
    "weekend": _weekend,
    "unit": _unit,
    "past": _past,
    "ago": _ago,
    "weekday": _weekday,
}
"""Labels of the rules -> how their days are counted."""
