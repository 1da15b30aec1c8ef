"""The days that a quote means by "Tuesday" or "yesterday", counted from the day of its article, where that is certain.
Pure."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from index.article import Article
from index.text.sentences import sentence_spans
from rag.language.dates.resolution import day_of
from rag.schema.citation import ResolvedDate

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORD = re.compile(rf"\b(?:last )?(?P<day>{'|'.join(_DAYS)}|today|tonight|yesterday|tomorrow)\b", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATED = re.compile(rf"^,? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d)", re.IGNORECASE)
"""Behind a weekday that is told with its date."""
_NAME = re.compile(r"^ (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][a-z]+")
"""Behind a day that is part of a name: "Sunday Times"."""


def resolved_dates(article: Article, start: int, end: int) -> tuple[ResolvedDate, ...]:
    """The days that `article.text[start:end]` names by the day of its article, in order, none twice. Of an article
    that was updated on a later day, those that both days make the same."""
    counted = [_counted(article.text, start, end, day) for day in dates_written(article)]
    return tuple(one for one in counted[0] if all(one in others for others in counted)) if counted else ()


def dates_written(article: Article) -> tuple[date, ...]:
    """The days on which an article may have been written: of its publication, and of its update."""
    moments = (article.published, article.updated) if article.published else ()
    return tuple(dict.fromkeys(moment.date() for moment in moments if moment))


def _counted(text: str, start: int, end: int, day: date) -> tuple[ResolvedDate, ...]:
    found = (
        one
        for low, high in sentence_spans(text)
        if low < end and high > start
        for one in _resolved(text[low:high], day, start - low, end - low)
    )
    return tuple(dict.fromkeys(found))


def _resolved(sentence: str, published: date, low: int, high: int) -> Iterator[ResolvedDate]:
    """Those of one sentence, within the part of it that is quoted."""
    for match in _WORD.finditer(sentence):
        if low <= match.start() and match.end() <= high and (day := _day(match, sentence, published)):
            yield ResolvedDate(match[0], day)


def _day(match: re.Match[str], sentence: str, published: date) -> date | None:
    word, after = match["day"], sentence[match.end() :]
    if _DATED.match(after) or (word[0].isupper() and _NAME.match(after)):
        return None
    if match.start("day") == match.start():
        return day_of(word, sentence, match.start(), published)
    return _last(word.lower(), sentence[: match.start()], published)


def _last(weekday: str, before: str, published: date) -> date | None:
    """ "Last Friday", where the latest such day and the one of the week before are the same."""
    if weekday not in _DAYS or re.search(r"\b(?:the|every|each|a|his|her|its|their)\s+$", before, re.IGNORECASE):
        return None
    back = (published.weekday() - _DAYS.index(weekday)) % 7 or 7
    return published - timedelta(days=back) if back > published.weekday() else None
