"""The days that a sentence, or a whole article, names as those on which something happened. Pure."""

from datetime import date, timedelta
from functools import lru_cache

from index.article import Article
from index.text.sentences import sentence_spans
from rag.language.dates.moments import Moment, moments_in
from rag.language.dates.resolution import dates_written
from rag.language.patterns import load_patterns
from rag.language.sentence import Sentence

UNKNOWN_YEAR = 4
"""The year of a day that is told without one, in an article that has no date."""
RECENT = timedelta(days=7)
"""How long before its article that happened which is news in it."""
_PATTERNS = load_patterns("reported_figures")


def days_of(sentence: Sentence) -> frozenset[date]:
    """The days that a sentence names, of an article that was updated later those that both its days make the same."""
    return _certain(sentence.text, dates_written(sentence.piece.article))


@lru_cache(maxsize=1024)
def news_days(article: Article) -> frozenset[date]:
    """The days that an article names of those right before it came out; all of one without a date."""
    written = dates_written(article)
    days = (day for low, high in sentence_spans(article.text) for day in _certain(article.text[low:high], written))
    return frozenset(day for day in days if not written or written[0] - RECENT <= day <= written[-1])


def _certain(text: str, written: tuple[date, ...]) -> frozenset[date]:
    return frozenset.intersection(*(_days(text, day) for day in written or (None,)))


@lru_cache(maxsize=4096)
def _days(text: str, published: date | None) -> frozenset[date]:
    """The days that a text names as those on which something happened, not on which it was said; of an article without
    a date those of any year, told by UNKNOWN_YEAR."""
    moments = (one.item for one in moments_in(text, published) if not _PATTERNS["said_on"].search(text[: one.start]))
    return frozenset(day for moment in moments if (day := _day(moment)))


def _day(moment: Moment) -> date | None:
    if not (moment.month and moment.day):
        return None
    try:
        return date(moment.year or UNKNOWN_YEAR, moment.month, moment.day)
    except ValueError:  # the 31st of June names no day
        return None
