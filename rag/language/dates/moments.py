"""Days, months and years that a text names, weekdays counted from the day of its article. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rag.language.dates.resolution import day_of
from rag.language.mention import Mention

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS["sept"] = 9
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<year>{_YEAR})-(?P<month_n>\d\d)-(?P<day>\d\d)\b",
        rf"\b(?P<day>\d{{1,2}}){_TH} (?:of )?(?P<month>{_MONTH})\b\.?(?:,? (?P<year>{_YEAR})\b)?",
        rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}){_TH}\b(?!:)(?:,? (?P<year>{_YEAR})\b)?",
        rf"\b(?P<month>{_MONTH})\.?,? (?:of )?(?P<year>{_YEAR})\b",
        rf"\b(?P<weekday>{'|'.join(_DAYS)})s?\b",
        r"\b(?P<near>today|tonight|yesterday|tomorrow)\b",
        rf"(?<![\d,.$€£-])(?P<year>{_YEAR})(?:s\b|(?![\w,]*\d|[\d-]*\d|\s?(?:people|km|metres|meters|miles|dollars|euros)\b))(?!\w)",
    )
)
_LONE_MONTH = re.compile(rf"\b(?P<month>{'|'.join(name.capitalize() for name in _MONTH_NAMES)})\b")
"""A month alone needs its capital: "may" is another word."""
_NO_MONTH = re.compile(r"^May (?:be|have|not|also|well|still)\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of when; `weekday` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def grain(self) -> str:
        """The finest part that it names."""
        return "day" if self.day or self.weekday is not None else "month" if self.month else "year"


@lru_cache(maxsize=4096)
def moments_in(text: str, published: date | None) -> tuple[Mention[Moment], ...]:
    """The moments that `text` names, in order. Those of an article of that day get their year, and weekdays their date,
    where they can be counted."""
    taken: list[tuple[int, int]] = []
    found: list[Mention[Moment]] = []
    for match in _matches(text):
        if any(match.start() < high and match.end() > low for low, high in taken):
            continue
        moment = _moment(match, text, published)
        if moment:
            taken.append(match.span())
            found.append(Mention(moment, text, match.start(), match.end()))
    return tuple(sorted(found, key=lambda one: one.start))


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in _PATTERNS:
        yield from pattern.finditer(text)
    for match in _LONE_MONTH.finditer(text):
        if not _NO_MONTH.match(text[match.start() : match.start() + 12]):
            yield match


def _moment(match: re.Match[str], text: str, published: date | None) -> Moment | None:
    parts = match.groupdict()
    if parts.get("weekday") or parts.get("near"):
        word = parts.get("weekday") or parts["near"]
        day = (
            day_of(word.removesuffix("s") if word.lower() not in _DAYS else word, text, match.start(), published)
            if published
            else None
        )
        if day:
            return moment_of_day(day)
        return Moment(weekday=_DAYS.index(word.lower())) if word.lower() in _DAYS else None
    month = (
        int(parts["month_n"])
        if parts.get("month_n")
        else _MONTHS[parts["month"].lower()]
        if parts.get("month")
        else None
    )
    day_number = int(parts["day"]) if parts.get("day") else None
    year = int(parts["year"]) if parts.get("year") else None
    if month and day_number and not 1 <= day_number <= 31:
        return None
    return _filled(Moment(year, month, day_number), published)


def _filled(moment: Moment, published: date | None) -> Moment:
    """A day with its weekday, and with its year where it is within some months of the article's day."""
    if not moment.month or not moment.day:
        return moment
    years = [moment.year] if moment.year else [published.year + step for step in (0, -1, 1)] if published else []
    days = [day for year in years if (day := _day(year, moment.month, moment.day))]
    if published and not moment.year:
        days = sorted(
            (day for day in days if abs(day - published) <= timedelta(days=183)), key=lambda day: abs(day - published)
        )
    return moment_of_day(days[0]) if days else moment


def moment_of_day(day: date) -> Moment:
    """All that is known of a day."""
    return Moment(day.year, day.month, day.day, day.weekday())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of June names no day
        return None


def same_moment(said: Moment, found: Moment) -> bool:
    """Whether they can be the same, and `found` is known as finely as `said` is told."""
    pairs = (
        (said.year, found.year), (said.month, found.month), (said.day, found.day), (said.weekday, found.weekday),
    )  # fmt: skip
    if any(one is not None and other is not None and one != other for one, other in pairs):
        return False
    shared = sum(one is not None and other is not None for one, other in pairs)
    finest = {"year": said.year, "month": said.month, "day": said.day or said.weekday}[said.grain]
    known = {"year": found.year, "month": found.month, "day": found.day or found.weekday}[said.grain]
    return shared > 0 and (finest is not None) and known is not None


def competing_moment(said: Moment, found: Moment) -> bool:
    """Whether one is told where the other might be: days with days, months with months, years with years."""
    return said.grain == found.grain or (said.year is not None and found.year is not None and said.year != found.year)
