"""How far a passage or a sentence is about the time that a question asks for. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from index.article import Article
from index.text.sentences import sentence_spans
from rag.language.dates.calendar import month_end
from rag.language.dates.interval import LATER, Interval
from rag.language.dates.moments import Moment, moments_in

PUBLISHED, AFTER = 0.8, 0.5
"""What it counts that a passage was published then, or a second day later, where a date of its own counts 1."""
BESIDE = 1
"""Days between a day as an article tells it and as it is kept (another time zone, a morning paper)."""
RECENT = 7
"""Days between an article and what is news in it."""
_SO_FAR_BACK = 4
"""Sentences that go on telling of the day that one before them names."""
_SINCE = ("since ", "than in ", "than on any other day since ")
"""Before a date that says only how long something has been so."""
NOT_THEN = -1.0
"""Of a sentence that tells of another time; 0 is of one that may tell of any."""


def temporal_relevance(events: Sequence[Interval], text: str, published: datetime | None) -> float:
    """From 0 to 1, how far a passage is about one of `events`: it names a day of then, or was published then."""
    day = published.date() if published else None
    named = dates_held(events, text, day)
    told = max((_publication(event, day) for event in events), default=0.0) if day else 0.0
    return max(named, told)


def dates_held(events: Sequence[Interval], text: str, day: date | None) -> float:
    """From 0 to 1, how far a text of an article of that day names a day of one of `events`."""
    moments = (one for low, high in sentence_spans(text) for one in _moments(text[low:high], day))
    return max((_held(event, one) for one in moments for event in events), default=0.0)


def tells_of_time(events: Sequence[Interval], article: Article, start: int, end: int) -> float:
    """Whether the sentence at `start` to `end` of `article` tells of one of `events`: by the days that it names, or by
    those around its article's that the sentences before it name, or else by that day. From NOT_THEN to 1."""
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
    """The sentence, and those right before it, nearest first."""
    before = [span for span in sentence_spans(text) if span[1] <= start]
    return [text[start:end], *(text[slice(*span)] for span in before[::-1][:_SO_FAR_BACK])]


def _is_news(moment: Moment, day: date | None) -> bool:
    """Whether a moment is of the days around its article's: of what one sentence looks back on, the next tells no
    more."""
    bounds = _bounds(moment)
    return day is None or (bounds is not None and all(abs((one - day).days) <= RECENT for one in bounds))


@lru_cache(maxsize=4096)
def _moments(text: str, day: date | None) -> tuple[Moment, ...]:
    """The moments that `text` tells of."""
    lower = text.lower()
    found = moments_in(text, day)
    return tuple(one.item for one in found if not lower[: one.start].endswith(_SINCE))


def _held(event: Interval, moment: Moment) -> float:
    """What `event` has of a moment, which must be within it whole."""
    bounds = _bounds(moment)
    if bounds:
        return min(event.holds(bounds[0]), event.holds(bounds[1]))
    if moment.day and moment.month:  # of an article without a date: the same day of any year
        return Interval(event.first, event.last, recurs="year").holds(_any_year(moment.month, moment.day)) / 2
    return 0.0


def _may_be(event: Interval, moment: Moment) -> bool:
    """Whether a moment may be of `event`, for all that is known of it: it names no date, or a month that has it."""
    bounds = _bounds(moment)
    return bounds is None or any(Interval(*bounds, recurs=event.recurs).holds(day) for day in (event.first, event.last))


def _any_year(month: int, day: int) -> date:
    return date(2000, month, min(day, month_end(2000, month).day))


def _bounds(moment: Moment) -> tuple[date, date] | None:
    """The first and the last day that it can be; None where it names no year."""
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
    """What it counts that an article is of `day`."""
    if event.holds(day, BESIDE) or _eve(event, day):
        return PUBLISHED * max(event.holds(day, BESIDE), _eve(event, day))
    return AFTER * event.holds(day, LATER)


def _eve(event: Interval, day: date) -> float:
    """Whether `day` is the one before."""
    return 0.0 if day == date.max else event.holds(date.fromordinal(day.toordinal() + BESIDE))
