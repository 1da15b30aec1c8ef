"""The days that a sentence, or a whole article, names as those on which something happened. Pure."""

import re
from datetime import date, timedelta
from functools import lru_cache

from index.article import Article
from index.text.sentences import sentence_spans
from rag.language.dates.moments import moments_in
from rag.language.dates.resolution import dates_written
from rag.language.sentence import Sentence

UNKNOWN_YEAR = 4
"""The year of a day that is told without one, in an article that has no date."""
RECENT = timedelta(days=7)
"""How long before its article that happened which is news in it."""
_SPOKEN = re.compile(
    r"\b(?:said|says|announced|told \w+|wrote|reported|stated|confirmed|added|"
    r"corrected (?:it|him|her|them)sel(?:f|ves)|"
    r"statement|figures|count|published|released)\s+(?:late |early )?(?:on |in the \w+ of )?$",
    re.IGNORECASE,
)
"""Before the day on which something was said."""


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
    found = (one.item for one in moments_in(text, published) if not _SPOKEN.search(text[: one.start]))
    return frozenset(date(one.year or UNKNOWN_YEAR, one.month, one.day) for one in found if one.month and one.day)
