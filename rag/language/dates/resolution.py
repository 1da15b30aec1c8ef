"""Write out the day that an answer or a quote means by "Tuesday" or "yesterday". Pure.

Patterns: `data/en/patterns/date_resolution.toml`; `moments.py` counts the days.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from index.article import Article
from index.text.dates import date_in_words
from index.text.sentences import sentence_spans
from rag.language.dates.calendar import WEEKDAYS
from rag.language.dates.moments import day_of
from rag.language.patterns import load_patterns
from rag.schema.citation import ResolvedDate

_PATTERNS = load_patterns("date_resolution")


def with_dates(span: str, sentence: str, at: int, published: date | None) -> str:
    """Write a span as a date that can be read alone: "15 November 2022 (Tuesday evening in the article)".

    Args:
        span: The words to write out.
        sentence: The sentence that holds them.
        at: Offset of `span` in `sentence`.
        published: Day of the article.

    Returns:
        The date; `span` as it is if it is a date already, or if its day is not certain.
    """
    word = _PATTERNS["day"].search(span)
    if published is None or not word or _PATTERNS["full_date"].search(span):
        return span
    day = day_of(word[0], sentence, at + word.start(), published)
    bare = _PATTERNS["preposition"].sub("", span)
    return f"{date_in_words(day)} ({bare} in the article)" if day else span


def weekday_in(text: str) -> bool:
    """Return whether `text` names a weekday, or a day such as "yesterday"."""
    return bool(_PATTERNS["day"].search(text))


def is_day_of(day: str, span: str) -> bool:
    """Return whether `day` is a day of the month or year that `span` names alone."""
    coarse = _PATTERNS["no_day"].fullmatch(span.strip())
    if coarse is None or not _PATTERNS["numbered_day"].search(day):
        return False
    wanted = [part.casefold() for part in coarse.groups() if part]
    words = _PATTERNS["word"].findall(day.partition(" (")[0].casefold())
    return bool(wanted) and all(part in words for part in wanted)


def resolved_dates(article: Article, start: int, end: int) -> tuple[ResolvedDate, ...]:
    """Return the days that a quote names by the day of its article, in order and none twice.

    If the article was updated on a later day, only those that both days resolve alike.

    Args:
        article: The article that is quoted.
        start: Offset in `article.text` at which the quote begins.
        end: Offset at which it ends.
    """
    resolved = [_resolved_by(article.text, start, end, day) for day in dates_written(article)]
    return tuple(one for one in resolved[0] if all(one in others for others in resolved)) if resolved else ()


def dates_written(article: Article) -> tuple[date, ...]:
    """Return the days on which an article may have been written: that of publication and that of its update."""
    moments = (article.published, article.updated) if article.published else ()
    return tuple(dict.fromkeys(moment.date() for moment in moments if moment))


def _resolved_by(text: str, start: int, end: int, written: date) -> tuple[ResolvedDate, ...]:
    days = (
        day
        for low, high in sentence_spans(text)
        if low < end and high > start
        for day in _resolved_in(text[low:high], written, start - low, end - low)
    )
    return tuple(dict.fromkeys(days))


def _resolved_in(sentence: str, written: date, low: int, high: int) -> Iterator[ResolvedDate]:
    """Yield the days of a sentence that lie in its quoted part, from `low` to `high`."""
    for match in _PATTERNS["last_day"].finditer(sentence):
        if low <= match.start() and match.end() <= high and (day := _day(match, sentence, written)):
            yield ResolvedDate(match[0], day)


def _day(match: re.Match[str], sentence: str, written: date) -> date | None:
    word, after = match["day"], sentence[match.end() :]
    if _PATTERNS["dated"].match(after) or (word[0].isupper() and _PATTERNS["named"].match(after)):
        return None
    if match.start("day") == match.start():
        return day_of(word, sentence, match.start(), written)
    return _last(word.lower(), sentence[: match.start()], written)


def _last(weekday: str, before: str, written: date) -> date | None:
    """Return "last Friday" if the latest Friday and that of the week before are the same day."""
    if weekday not in WEEKDAYS or _PATTERNS["determined"].search(before):
        return None
    back = (written.weekday() - WEEKDAYS[weekday]) % 7 or 7
    return written - timedelta(days=back) if back > written.weekday() else None
