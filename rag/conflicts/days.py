"""Days on which something happened, as a sentence or an article names them. Pure."""

from datetime import date, timedelta
from functools import lru_cache

from index.article import Article
from index.text.sentences import sentence_spans
from rag.language.dates.moments import Moment, moments_in
from rag.language.dates.resolution import dates_written
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence

UNKNOWN_YEAR = 4
"""Stands for the year of a day without a year, in an article without a date (a leap year)."""
RECENT = timedelta(days=7)
"""How far before its article an event may be to count as its news."""
_PATTERNS = load_patterns("reported_figures")


def days_of(sentence: Sentence) -> frozenset[date]:
    """Return the days that a sentence names; after an update, those that both dates of the article resolve alike."""
    return _certain(sentence.text, dates_written(sentence.piece.article))


@lru_cache(maxsize=1024)
def news_days(article: Article) -> frozenset[date]:
    """Return the days right before publication that an article names; without a date, all that it names."""
    written = dates_written(article)
    days = (day for low, high in sentence_spans(article.text) for day in _certain(article.text[low:high], written))
    return frozenset(day for day in days if not written or written[0] - RECENT <= day <= written[-1])


def _certain(text: str, written: tuple[date, ...]) -> frozenset[date]:
    return frozenset.intersection(*(_days(text, day) for day in written or (None,)))


@lru_cache(maxsize=4096)
def _days(text: str, published: date | None) -> frozenset[date]:
    """Return the days of events that a text names, without those on which something was said.

    In an article without a date, days without a year get UNKNOWN_YEAR.
    """
    moments = (one.item for one in moments_in(text, published) if not _PATTERNS["said_on"].search(text[: one.start]))
    return frozenset(day for moment in moments if (day := _day(moment)))


def _day(moment: Moment) -> date | None:
    if not (moment.month and moment.day):
        return None
    try:
        return date(moment.year or UNKNOWN_YEAR, moment.month, moment.day)
    except ValueError:  # the 31st of June names no day
        return None
