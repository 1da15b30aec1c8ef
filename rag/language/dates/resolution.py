"""Which day a "Tuesday" was: counted from the day on which the article was published. Pure."""

import re
from datetime import date, timedelta

from index.text.dates import date_in_words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_DAY = re.compile(rf"\b(?:{'|'.join([*_DAYS, *_NEAR])})\b", re.IGNORECASE)
_FULL = re.compile(
    r"\b\d{4}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    r"(?:(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)\s*)?"
    r"(?P<year>\d{4})?",
    re.IGNORECASE,
)
_OTHER_WEEK = re.compile(r"\b(?:last|next|every|each|following|previous|the|a|coming|this|of)\s+$", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:hours|morning|afternoon|evening|night) of\s+$", re.IGNORECASE)
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


def with_dates(span: str, sentence: str, at: int, published: date | None) -> str:
    """`span`, which stands at `at` of `sentence`, as a date that can be read alone: "15 November 2022 (Tuesday evening
    in the article)"; as it is where it names its date itself, or where the day cannot be counted for certain."""
    found = _DAY.search(span)
    if published is None or not found or _FULL.search(span):
        return span
    day = day_of(found[0], sentence, at + found.start(), published)
    return f"{date_in_words(day)} ({_bare(span)} in the article)" if day else span


def weekday_in(text: str) -> bool:
    """Whether `text` names a weekday, or a day beside the article's own."""
    return bool(_DAY.search(text))


def is_day_of(day: str, span: str) -> bool:
    """Whether `day` is a day of the month, or of the year, which is all that `span` names."""
    named = _NO_DAY.fullmatch(span.strip())
    if named is None or not re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", day):
        return False
    wanted = [part.casefold() for part in named.groups() if part]
    return bool(wanted) and all(part in re.findall(r"\w+", day.partition(" (")[0].casefold()) for part in wanted)


def day_of(word: str, sentence: str, at: int, published: date) -> date | None:
    """The day that `word`, at `at` of `sentence`, means in an article of that date; None where it may mean two."""
    before, after = sentence[:at], sentence[at + len(word) :]
    if word.lower() in _NEAR:
        return None if _quoted(before) else published + timedelta(days=_NEAR[word.lower()])
    if (
        (_OTHER_WEEK.search(before) and not _PART_OF.search(before))
        or _AFTER_ALL.match(after)
        or word.lower() not in _DAYS
    ):
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
