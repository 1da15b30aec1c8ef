"""When a question is about, and when what answers it is to have been published. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.language.dates.expressions import TimeExpression, time_expression_at, time_expressions
from rag.language.dates.interval import Interval

THE_NEWS = "the news"
"""What is asked for where nothing but the days of publication is said."""
_KIND = r"(?:articles|stories|news|coverage|pieces|reports|reporting|passages|anything)"
_PUBLISHED = re.compile(r"\b(?:(?:that|which) (?:was|were|is|are|has been|have been) )?published\s+", re.IGNORECASE)
_ASKED_FOR = re.compile(
    rf"^\W*(?:what|which(?: {_KIND})?|what {_KIND})\s+(?:was|were|is|has been|have been|got)\s+$", re.IGNORECASE
)
"""Before "published last week": a question for the news itself."""
_FROM = re.compile(
    rf"(?:\b(?:in|from|by|of|using|according to|based on|only)\s+)+(?:only\s+)?(?:the\s+)?{_KIND}\s+$", re.IGNORECASE
)
_KIND_BEFORE = re.compile(rf"\b{_KIND}(?: (?:by|from|about|on|in) [^,;]{{1,60}})?\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:article|story)(?: (?:by|from|about|on|in) [^,;]{1,60})?\s+$", re.IGNORECASE)
_ONE_ARTICLE = re.compile(r"\b(?:article|story|report|piece|one)\b", re.IGNORECASE)
_OTHER_WORK = re.compile(
    r"\b(?:report|study|studies|paper|papers|book|books|survey|poll|research|figures|data|statistics|review|letter|"
    r"statement|list|analysis|index|findings|results|memoir|novel|video|photo|photos|images?|map|audit|documents?|law|"
    r"decree|order|article|story|piece|interview|estimates?|guidance|forecast|one|accounts|edition|essay|poems?)"
    r"(?: (?:by|from|about|on|of|in|for) [^,;]{1,60})?\s+$",
    re.IGNORECASE,
)
"""Before "published in March": somebody's study, book or figures came out then, of which any article may tell."""
_SUBJECT = re.compile(
    r"\b(?:was|were|is|are|be|been|being|has|have|had|he|she|it|they|we|i|who|first|not|ever)\s+$"
    r"|\b(?:that|which|who)\s[^,;]{1,40}$",
    re.IGNORECASE,
)
_TIDIED = (
    (re.compile(r"\(\s*[,;]?\s*"), "("),
    (re.compile(r"\s*[,;]?\s*\)"), ")"),
    (re.compile(r"\s*\(\)"), ""),
    (re.compile(r"\s*,\s*(?=[?.!,;:]|$)"), ""),
    (re.compile(r"\s+(?=[?.!,;:])"), ""),
    (re.compile(r"^[\s,;:.–—-]+"), ""),
    (re.compile(r"\s+"), " "),
)


@dataclass(frozen=True, slots=True)
class PublicationWindow:
    """The days, both included, in which what answers is to have been published; None is open. `words` ask for it."""

    since: date | None
    until: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TimeScope:
    """`events` are the times of what the question asks about, in its order. `window` is when it asks for what was
    published. `rest` is the question without the window's words."""

    events: tuple[Interval, ...]
    window: PublicationWindow | None
    rest: str

    @property
    def times(self) -> tuple[Interval, ...]:
        """All of its times: for a search, what came out then is as near as what happened then."""
        window = self.window
        days = (Interval(window.since or date.min, window.until or date.max, window.words),) if window else ()
        return (*self.events, *days)

    @property
    def event(self) -> Interval | None:
        """The first of its times."""
        return self.events[0] if self.events else None


def time_scope_of(question: str, today: date) -> TimeScope:
    """The times in `question`, as they are said on the day `today`."""
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
    """`question` without the words that name its times."""
    for event in events:
        question = question.replace(event.words, "", 1)
    return _tidy(question) if events else question


def _published(question: str, today: date) -> list[TimeExpression]:
    """Every phrase of time behind the word "published"."""
    found = (time_expression_at(question, match.end(), today) for match in _PUBLISHED.finditer(question))
    return [phrase for phrase in found if phrase]


def _windows(question: str, today: date) -> Iterator[tuple[TimeExpression, int, str]]:
    """Phrases that ask for what was published then: each with where its words begin, and what is left in their
    place."""
    for match in _PUBLISHED.finditer(question):
        phrase, before = time_expression_at(question, match.end(), today), question[: match.start()]
        if phrase is None:
            continue
        if asked := _ASKED_FOR.match(before):
            yield phrase, asked.start(), THE_NEWS
        elif opened := _FROM.search(before):
            yield phrase, opened.start(), ""
        elif _of_news(before, question):
            yield phrase, match.start(), ""


def _of_news(before: str, question: str) -> bool:
    """Whether "published", behind `before`, is said of the news that is to answer, and not of what it tells about."""
    if _KIND_BEFORE.search(before) or (_ARTICLE.search(before) and len(_ONE_ARTICLE.findall(question)) == 1):
        return True
    return not _OTHER_WORK.search(before) and not _SUBJECT.search(before)


def _window(phrase: TimeExpression, words: str, today: date) -> PublicationWindow:
    first, last = phrase.interval.first, phrase.interval.last
    if phrase.interval.words.lower().startswith("by "):
        first = date.min
    if date.min < first <= today < last < date.max:
        last = today  # "this week" is so far
    return PublicationWindow(first if first > date.min else None, last if last < date.max else None, words)


def _tidy(text: str) -> str:
    for pattern, instead in _TIDIED:
        text = pattern.sub(instead, text)
    return text.strip()
