"""The time that a question is about, and the days of publication that it asks for. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.language.dates.expressions import TimeExpression, time_expression_at, time_expressions
from rag.language.dates.interval import Interval
from rag.language.patterns import load_patterns

THE_NEWS = "the news"
"""What a question asks for if it names nothing but days of publication."""
_PATTERNS = load_patterns("publication")


@dataclass(frozen=True, slots=True)
class PublicationWindow:
    """The days of publication, both included, that a question asks for in `words`; None is an open end."""

    since: date | None
    until: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TimeScope:
    """The times of a question.

    Attributes:
        events: Times of what it asks about, in its order.
        window: Days of publication that it asks for.
        rest: The question without the words of the window.
    """

    events: tuple[Interval, ...]
    window: PublicationWindow | None
    rest: str

    @property
    def times(self) -> tuple[Interval, ...]:
        """All of its times; a search treats publication and event alike."""
        window = self.window
        days = (Interval(window.since or date.min, window.until or date.max, window.words),) if window else ()
        return (*self.events, *days)

    @property
    def event(self) -> Interval | None:
        """The first of its event times."""
        return self.events[0] if self.events else None


def time_scope_of(question: str, today: date) -> TimeScope:
    """Read the times of `question`, asked on the day `today`."""
    windows = list(_windows(question, today))
    if len(windows) != 1 or len(_published(question, today)) > 1:
        return TimeScope(tuple(found.interval for found in time_expressions(question, today)), None, question)
    phrase, start, instead = windows[0]
    rest = _tidy(f"{question[:start]}{instead}{question[phrase.end :]}")
    words = question[start : phrase.end].strip()
    if len(rest.split()) < 2:
        rest = THE_NEWS
    events = tuple(found.interval for found in time_expressions(rest, today))
    return TimeScope(events, _window(phrase, words, today), rest)


def without_times(question: str, events: Sequence[Interval]) -> str:
    """Return `question` without the words of its times."""
    for event in events:
        question = question.replace(event.words, "", 1)
    return _tidy(question) if events else question


def _published(question: str, today: date) -> list[TimeExpression]:
    """Return every time expression behind the word "published"."""
    found = (time_expression_at(question, match.end(), today) for match in _PATTERNS["published"].finditer(question))
    return [phrase for phrase in found if phrase]


def _windows(question: str, today: date) -> Iterator[tuple[TimeExpression, int, str]]:
    """Yield the time expressions that ask for days of publication, where their words begin, and what replaces them."""
    for match in _PATTERNS["published"].finditer(question):
        phrase, before = time_expression_at(question, match.end(), today), question[: match.start()]
        if phrase is None:
            continue
        if asked := _PATTERNS["asks_for_news"].match(before):
            yield phrase, asked.start(), THE_NEWS
        elif opened := _PATTERNS["from_news"].search(before):
            yield phrase, opened.start(), ""
        elif _of_news(before, question):
            yield phrase, match.start(), ""


def _of_news(before: str, question: str) -> bool:
    """Return whether "published" is about the news to search, and not about a work that the news reports on."""
    if _PATTERNS["news_before"].search(before) or (
        _PATTERNS["article_before"].search(before) and len(_PATTERNS["article"].findall(question)) == 1
    ):
        return True
    return not _PATTERNS["other_work"].search(before) and not _PATTERNS["subject"].search(before)


def _window(phrase: TimeExpression, words: str, today: date) -> PublicationWindow:
    first, last = phrase.interval.first, phrase.interval.last
    if phrase.interval.words.lower().startswith("by "):
        first = date.min
    if date.min < first <= today < last < date.max:
        last = today  # "this week" is so far
    return PublicationWindow(first if first > date.min else None, last if last < date.max else None, words)


def _tidy(text: str) -> str:
    for instead, pattern in _PATTERNS.rules:
        text = pattern.sub(instead, text)
    return text.strip()
