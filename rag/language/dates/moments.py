"""Dates that the text of an article names: days, months, years, and weekdays counted from the article's day. Pure.

Patterns: `data/en/patterns/moments.toml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from index.text.sentences import Span
from rag.language.dates.calendar import MONTHS, NEAR_DAYS, WEEKDAYS
from rag.language.mention import Mention
from rag.language.patterns import load_patterns

_PATTERNS = load_patterns("moments")
_HALF_YEAR = timedelta(days=183)
"""How far a day without its year may be from its article's day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of a date; `weekday` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def grain(self) -> str:
        """The finest part that it names: "day", "month" or "year"."""
        return "day" if self.day or self.weekday is not None else "month" if self.month else "year"


@lru_cache(maxsize=4096)
def moments_in(text: str, published: date | None) -> tuple[Mention[Moment], ...]:
    """Return the moments that `text` names, in order.

    Args:
        text: Any text.
        published: Day of the article; with it, days get their year and weekdays their date if that is certain.
    """
    taken: list[tuple[int, int]] = []
    mentions: list[Mention[Moment]] = []
    for match in _matches(text):
        if any(match.start() < high and match.end() > low for low, high in taken):
            continue
        moment = _moment(match, text, published)
        if moment:
            taken.append(match.span())
            mentions.append(Mention(moment, text, match.start(), match.end()))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def moment_of_day(day: date) -> Moment:
    """Return all that is known of a day."""
    return Moment(day.year, day.month, day.day, day.weekday())


def same_moment(claimed: Moment, reported: Moment) -> bool:
    """Return whether both can be the same, and `reported` is known as finely as `claimed` is given."""
    pairs = (
        (claimed.year, reported.year),
        (claimed.month, reported.month),
        (claimed.day, reported.day),
        (claimed.weekday, reported.weekday),
    )
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    if not both or any(one != other for one, other in both):
        return False
    finest, known = (
        {"year": one.year, "month": one.month, "day": one.day or one.weekday}[claimed.grain]
        for one in (claimed, reported)
    )
    return finest is not None and known is not None


def competing_moment(claimed: Moment, reported: Moment) -> bool:
    """Return whether one may stand in the other's place: two days, two months, or two different years."""
    return claimed.grain == reported.grain or (
        claimed.year is not None and reported.year is not None and claimed.year != reported.year
    )


def day_of(word: str, sentence: str, at: int, published: date) -> date | None:
    """Return the day that "Tuesday" or "yesterday" means in an article; None if it may mean two.

    Args:
        word: A weekday or a near day ("today"), any case.
        sentence: The sentence that holds it.
        at: Offset of `word` in `sentence`.
        published: Day of the article.
    """
    name, before, after = word.lower(), sentence[:at], sentence[at + len(word) :]
    if name in NEAR_DAYS:
        return None if _in_quotation(before) else published + timedelta(days=NEAR_DAYS[name])
    other_week = _PATTERNS["other_week"].search(before) and not _PATTERNS["part_of_day"].search(before)
    if other_week or _PATTERNS["repeated"].match(after) or name not in WEEKDAYS:
        return None
    ahead = (WEEKDAYS[name] - published.weekday()) % 7
    back = (published.weekday() - WEEKDAYS[name]) % 7
    if _PATTERNS["until"].search(before):
        return published + timedelta(days=ahead)
    clause = _PATTERNS["clause_break"].split(before)[-1]
    if not _PATTERNS["ahead"].search(sentence) or _PATTERNS["reported"].search(before):
        return published - timedelta(days=back)
    # "He won on Sunday and will take office": only the day's own clause can tell whether it lies ahead.
    return published + timedelta(days=ahead) if _PATTERNS["ahead"].search(clause) else None


def says_since(before: str) -> bool:
    """Return whether a date behind these words only says how long something has been so: "the most since 2014"."""
    return bool(_PATTERNS["since_before"].search(before))


def whole_date(question: str, sentence: str, span: Span) -> Span:
    """Widen a span to the whole date that it is part of, for a question that asks when.

    A year becomes its day; of the two dates of a life ("11 April 1834 – 26 April 1909"), the one asked for is returned.
    """
    if _PATTERNS["asks_coarse_date"].search(question):
        return span
    dates = [(mention.start, mention.end) for mention in moments_in(sentence, None)]
    start, end = next((bounds for bounds in dates if bounds[0] <= span[0] and span[1] <= bounds[1]), span)
    inside = [bounds for bounds in dates if start <= bounds[0] and bounds[1] <= end]
    if len(inside) == 2 and _PATTERNS["life_span"].fullmatch(sentence[inside[0][1] : inside[1][0]]):
        if _PATTERNS["asks_birth"].search(question):
            return inside[0]
        if _PATTERNS["asks_death"].search(question):
            return inside[1]
    return start, end


def _matches(text: str) -> Iterator[re.Match[str]]:
    for _, pattern in _PATTERNS.rules:
        yield from pattern.finditer(text)
    for match in _PATTERNS["lone_month"].finditer(text):
        if not _PATTERNS["no_month"].match(text[match.start() : match.start() + 12]):
            yield match


def _moment(match: re.Match[str], text: str, published: date | None) -> Moment | None:
    parts = match.groupdict()
    if word := parts.get("weekday") or parts.get("near"):
        return _moment_of_word(word, text, match.start(), published)
    year, number, day = (int(value) if (value := parts.get(name)) else None for name in ("year", "number", "day"))
    month = number or MONTHS.get((parts.get("month") or "").lower())
    if month and day and not 1 <= day <= 31:
        return None
    return _completed(Moment(year, month, day), published)


def _moment_of_word(word: str, text: str, at: int, published: date | None) -> Moment | None:
    day = day_of(word, text, at, published) if published else None
    if day:
        return moment_of_day(day)
    return Moment(weekday=WEEKDAYS[word.lower()]) if word.lower() in WEEKDAYS else None


def _completed(moment: Moment, published: date | None) -> Moment:
    """Add a day's weekday, and its year if that puts it within half a year of the article's day."""
    if not moment.month or not moment.day:
        return moment
    years = [moment.year] if moment.year else [published.year + step for step in (0, -1, 1)] if published else []
    days = [day for year in years if (day := _day(year, moment.month, moment.day))]
    if published and not moment.year:
        near = [day for day in days if abs(day - published) <= _HALF_YEAR]
        days = sorted(near, key=lambda day: abs(day - published))
    return moment_of_day(days[0]) if days else moment


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of June names no day
        return None


def _in_quotation(before: str) -> bool:
    """Return whether a quotation is open: a speaker's "today" may be another day than the article's."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
