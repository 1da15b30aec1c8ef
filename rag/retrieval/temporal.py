"""Score how well a passage or sentence fits the time that a question asks for. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from index.article import Article
from index.text.sentences import sentence_spans
from rag.language.dates.calendar import month_end
from rag.language.dates.interval import LATER, Interval
from rag.language.dates.moments import Moment, moments_in, says_since

PUBLISHED, AFTER = 0.8, 0.5
"""Score of a passage published then, or a second day later; one that names the date scores 1."""
BESIDE = 1
"""Days by which a stored date may be off (another time zone, a morning paper)."""
RECENT = 7
"""Most days between an article and its news."""
_SO_FAR_BACK = 4
"""Sentences that may continue with the day that an earlier one names."""
NOT_THEN = -1.0
"""Score of a sentence about another time; 0 means that it may be about any."""


def temporal_relevance(events: Sequence[Interval], text: str, published: datetime | None) -> float:
    """Return how well a passage fits one of `events`, 0 to 1: it names a day of then, or was published then."""
    day = published.date() if published else None
    named = dates_held(events, text, day)
    told = max((_publication(event, day) for event in events), default=0.0) if day else 0.0
    return max(named, told)


def dates_held(events: Sequence[Interval], text: str, day: date | None) -> float:
    """Return how well the days that a text names fit one of `events`, 0 to 1; `day` is that of its article."""
    moments = (one for low, high in sentence_spans(text) for one in _moments(text[low:high], day))
    return max((_held(event, one) for one in moments for event in events), default=0.0)


def tells_of_time(events: Sequence[Interval], article: Article, start: int, end: int) -> float:
    """Return how well a sentence fits one of `events`, NOT_THEN to 1.

    The days that the sentence names decide, else recent days that sentences before it name, else the article's day.

    Args:
        events: Times that the question asks for.
        article: The article of the sentence.
        start: Offset of the sentence in the article.
        end: Offset of its end.
    """
    day = article.published.date() if article.published else None
    for back, text in enumerate(_so_far(article.text, start, end)):
        if moments := [one for one in _moments(text, day) if not back or _is_news(one, day)]:
            then = max(_held(event, one) for one in moments for event in events)
            unclear = any(_may_be(event, one) for one in moments for event in events)
            return then or (0.0 if unclear else NOT_THEN)
    if day is None:
        return 0.0
    if then := max(max(event.holds(day, LATER), _eve(event, day)) for event in events):
        return then
    return NOT_THEN if all(day < event.first and not event.recurs for event in events) else 0.0


def _so_far(text: str, start: int, end: int) -> list[str]:
    """Return the sentence and those right before it, nearest first."""
    before = [span for span in sentence_spans(text) if span[1] <= start]
    return [text[start:end], *(text[slice(*span)] for span in before[::-1][:_SO_FAR_BACK])]


def _is_news(moment: Moment, day: date | None) -> bool:
    """Return whether a moment is near its article's day; the sentence after a look back does not continue it."""
    bounds = _bounds(moment)
    return day is None or (bounds is not None and all(abs((one - day).days) <= RECENT for one in bounds))


@lru_cache(maxsize=4096)
def _moments(text: str, day: date | None) -> tuple[Moment, ...]:
    """Return the moments of `text` that are those of events."""
    return tuple(one.item for one in moments_in(text, day) if not says_since(text[: one.start]))


def _held(event: Interval, moment: Moment) -> float:
    """Return how well a moment fits `event`, which must contain all of it."""
    bounds = _bounds(moment)
    if bounds:
        return min(event.holds(bounds[0]), event.holds(bounds[1]))
    if moment.day and moment.month:  # of an article without a date: the same day of any year
        return Interval(event.first, event.last, recurs="year").holds(_any_year(moment.month, moment.day)) / 2
    return 0.0


def _may_be(event: Interval, moment: Moment) -> bool:
    """Return whether a moment may be of `event`: it names no date, or a month that contains it."""
    bounds = _bounds(moment)
    return bounds is None or any(Interval(*bounds, recurs=event.recurs).holds(day) for day in (event.first, event.last))


def _any_year(month: int, day: int) -> date:
    return date(2000, month, min(day, month_end(2000, month).day))


def _bounds(moment: Moment) -> tuple[date, date] | None:
    """Return the first and last day that a moment can mean; None without a year."""
    if moment.year is None:
        return None
    if moment.month is None:
        return date(moment.year, 1, 1), date(moment.year, 12, 31)
    if moment.day is None:
        return date(moment.year, moment.month, 1), month_end(moment.year, moment.month)
    try:
        day = date(moment.year, moment.month, moment.day)
    except ValueError:  # the 31st of June names no day
        return None
    return day, day


def _publication(event: Interval, day: date) -> float:
    """Return how well an article published on `day` fits."""
    if event.holds(day, BESIDE) or _eve(event, day):
        return PUBLISHED * max(event.holds(day, BESIDE), _eve(event, day))
    return AFTER * event.holds(day, LATER)


def _eve(event: Interval, day: date) -> float:
    """Return how well `day` fits as the day before."""
    return 0.0 if day == date.max else event.holds(date.fromordinal(day.toordinal() + BESIDE))
