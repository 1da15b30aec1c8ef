"""Days as they are counted from today: "yesterday", "last week", "in the past three days", "two months ago". Pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from rag.language.dates.calendar import month_end
from rag.language.dates.interval import Interval, on

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        range(1, 13),
        strict=True,
    )
) | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "couple": 2, "several": 4, "a few": 4, "few": 4}
_NUMBER = rf"(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,3}})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_HOUR = r"(?: (?:morning|afternoon|evening|night))?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_DAYS)})"
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
_CAPITAL_BEFORE, _CAPITAL_AFTER = re.compile(r"\b[A-Z]\w*\s$"), re.compile(r"\s[A-Z]\w+")

Match = re.Match[str]
Resolve = Callable[[Match, date], Interval]


def relative_at(text: str, at: int, today: date, *, led: bool) -> tuple[Interval, int] | None:
    """What stands at `at` of `text`, and where it ends. A word that no preposition has `led` to may be part of a name
    ("Sunday Times", "USA Today"), and then does not count."""
    for pattern, resolve in _PATTERNS:
        found = pattern.match(text, at)
        if found and (led or not _is_name(text, found)):
            return resolve(found, today), found.end()
    return None


def _is_name(text: str, found: Match) -> bool:
    """Whether a day or "Today" stands with its capital beside other words with theirs."""
    group = next((name for name in ("weekday", "near") if found.groupdict().get(name)), None)
    if group is None or not found[group][0].isupper():
        return False
    before = _CAPITAL_BEFORE.search(text[: found.start(group)])
    named = bool(before) if group == "near" else bool(before and before.start() > 0)
    return named or bool(_CAPITAL_AFTER.match(text[found.end() :]))


def _weekday(found: Match, today: date) -> Interval:
    """The latest such day, today included; "last" is before today, "next" after it."""
    step, which = _DAYS.index(found["weekday"].lower()) - today.weekday(), (found["which"] or "").strip().lower()
    if which == "next":
        return on(today + timedelta(days=step % 7 or 7))
    if which == "this":
        return on(today + timedelta(days=step))
    if which in ("last", "past", "previous"):
        return on(today - timedelta(days=-step % 7 or 7))
    latest = today - timedelta(days=-step % 7)
    return Interval(latest, latest, recurs="week")


def _near(found: Match, today: date) -> Interval:
    word = found["near"].lower()
    if word == "last night":
        return Interval(today - timedelta(days=1), today)
    steps = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}
    return on(today + timedelta(days=next((step for name, step in steps.items() if word == name), 0)))


def _unit(found: Match, today: date) -> Interval:
    """The calendar's week, month or year: this one, the one before or the next."""
    step = {"this": 0, "last": -1, "previous": -1, "next": 1}[found["which"].lower()]
    return _calendar_unit(found["unit"].lower(), step, today)


def _calendar_unit(unit: str, step: int, today: date) -> Interval:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
        return Interval(monday, monday + timedelta(days=6))
    if unit == "month":
        months = 12 * today.year + today.month - 1 + step
        return Interval(date(months // 12, months % 12 + 1, 1), month_end(months // 12, months % 12 + 1))
    return Interval(date(today.year + step, 1, 1), date(today.year + step, 12, 31))


def _weekend(found: Match, today: date) -> Interval:
    """The latest weekend that has begun; the one before, where "last" is said on a weekend."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if found["which"].lower() == "last" and today.weekday() >= 5:
        saturday -= timedelta(days=7)
    return Interval(saturday, saturday + timedelta(days=1))


def _past(found: Match, today: date) -> Interval:
    """So many days, weeks, ... up to today."""
    return Interval(today - timedelta(days=_count(found) * _LENGTHS[found["unit"].lower()]), today)


def _ago(found: Match, today: date) -> Interval:
    """A day so many days ago; of weeks ago, the days around it; of months and years ago, the whole month or year."""
    count, unit = _count(found), found["unit"].lower()
    if unit in ("day", "week"):
        day, around = today - timedelta(days=count * _LENGTHS[unit]), timedelta(days=3 * (unit == "week"))
        return Interval(day - around, day + around)
    return _calendar_unit(unit, -count, today)


def _count(found: Match) -> int:
    number = (found["number"] or "one").lower()
    return int(number) if number.isdigit() else _NUMBERS[number]


_PATTERNS: tuple[tuple[re.Pattern[str], Resolve], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), resolve)
    for pattern, resolve in (
        (r"(?P<near>the day before yesterday|last night)(?!\w)", _near),
        (rf"(?P<near>today|tonight|yesterday|tomorrow)(?!\w|['’]s? [A-Z]){_HOUR}", _near),
        (r"this (?P<near>morning|afternoon|evening)(?!\w)", _near),
        (r"(?:the )?(?P<which>this|last|past) weekend(?!\w)", _weekend),
        (r"(?P<which>this|last|previous|next) (?P<unit>week|month|year)(?!\w)", _unit),
        (rf"(?:the |these )?(?:last|past) (?:{_NUMBER} )?{_UNIT}(?!\w)", _past),
        (rf"{_NUMBER} {_UNIT} ago(?!\w)", _ago),
        (rf"(?:the )?(?P<which>this |last |next |past |previous )?{_WEEKDAY}(?!\w){_HOUR}", _weekday),
    )
)
