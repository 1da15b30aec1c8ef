"""Which day a "Tuesday" was: counted from the day on which the article was published. Pure."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import in_words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_DAY = re.compile(rf"\b(?:{'|'.join([*_DAYS, *_NEAR])})\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:on )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?!\w),?(?: (?P<year>\d{{4}}))?",
        rf"\b(?:on )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?: (?P<year>\d{{4}}))?",
    )
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_FULL = re.compile(
    r"\b\d{4}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d",
    re.IGNORECASE,
)
_OTHER_WEEK = re.compile(r"\b(?:last|next|every|each|following|previous|the|a|coming|this|of)\s+$", re.IGNORECASE)
_AFTER_ALL = re.compile(r"^(?:s\b|\s+(?:week|last week|next week|a week))", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:said|announced|told|wrote|reported|confirmed|added|found|ruled|decided|approved)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)
_AHEAD_BEFORE = re.compile(r"\b(?:until|till|by|for|from)\s+$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|won['’]t|going to|(?:is|are|was|were) (?:to|due|expected|scheduled|planned|set)|due to|"
    r"plans? to|expected to)\b",
    re.IGNORECASE,
)


def dated(span: str, sentence: str, at: int, published: date | None) -> str:
    """`span`, which stands at `at` of `sentence`, as a date that can be read alone: "15 November 2022 (Tuesday evening
    in the article)"; as it is where it names its date itself, or where the day cannot be counted for certain."""
    found = _DAY.search(span)
    if published is None or not found or _FULL.search(span):
        return span
    day = day_of(found[0], sentence, at + found.start(), published)
    return f"{in_words(day)} ({_bare(span)} in the article)" if day else span


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day as a question names it, perhaps without its year, and the rest of the question."""

    day: int
    month: int
    year: int | None
    rest: str

    def is_day_of(self, published: date | None, later: int = 0) -> bool:
        """Whether an article of that date is of the day, or came out so many days later."""
        day = published - timedelta(days=later) if published else None
        return day is not None and (day.day, day.month) == (self.day, self.month) and self.year in (None, day.year)


def named_day(text: str) -> NamedDay | None:
    """The day that `text` names ("on 15 November", "on November 15, 2022"), if it names one."""
    found = next((match for pattern in _NAMED if (match := pattern.search(text))), None)
    if not found:
        return None
    year = int(found["year"]) if found["year"] else None
    return NamedDay(
        int(found["day"]), _number(found["month"]), year, f"{text[: found.start()]} {text[found.end() :]}".strip()
    )


def dates_in(text: str) -> set[date]:
    """The dates that `text` names in full: "6 October 2023", "October 6th, 2023", "2023-10-06"."""
    found = set()
    for match in (match for pattern in (*_NAMED, _ISO) for match in pattern.finditer(text)):
        if match["year"]:
            with suppress(ValueError):  # the 31st of June names no day
                found.add(date(int(match["year"]), _number(match["month"]), int(match["day"])))
    return found


def _number(month: str) -> int:
    return int(month) if month.isdigit() else 1 + _MONTHS.index(month.lower()[:3])


def weekday_in(text: str) -> bool:
    """Whether `text` names a weekday, or a day beside the article's own."""
    return bool(_DAY.search(text))


def day_of(word: str, sentence: str, at: int, published: date) -> date | None:
    """The day that `word`, at `at` of `sentence`, means in an article of that date; None where it may mean two."""
    before, after = sentence[:at], sentence[at + len(word) :]
    if word.lower() in _NEAR:
        return None if _quoted(before) else published + timedelta(days=_NEAR[word.lower()])
    if _OTHER_WEEK.search(before) or _AFTER_ALL.match(after) or word.lower() not in _DAYS:
        return None
    ahead = (_DAYS.index(word.lower()) - published.weekday()) % 7
    back = (published.weekday() - _DAYS.index(word.lower())) % 7
    if _AHEAD_BEFORE.search(before):
        return published + timedelta(days=ahead)
    clause = re.split(r"[,;]|\bthat\b", before)[-1]
    if not _AHEAD.search(sentence) or _REPORTED.search(before):
        return published - timedelta(days=back)
    # "He won on Sunday and will take office": which of the two the day belongs to, only its own clause can tell.
    return published + timedelta(days=ahead) if _AHEAD.search(clause) else None


def _bare(span: str) -> str:
    return re.sub(r"^(?:on|at|in|late on|early on) ", "", span, flags=re.IGNORECASE)


def _quoted(before: str) -> bool:
    """Whether a quotation stands open: what a speaker calls today may be another day than the article's."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
