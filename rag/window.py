"""The days of publication that a question is narrowed to: where they come from, how they are said, and what is told
where nothing of theirs answers. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from index.dates import in_words
from index.filters import Filter
from rag.answer_shape import Answer, Notice, WindowFrom
from rag.retrieve import Evidence
from rag.when.limits import within
from rag.when.when import Window

RELATED = 3
"""Passages from outside that are shown."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a question is answered from; `origin` says who asked for its window, "" where it has none."""

    filter: Filter
    origin: WindowFrom = ""

    @property
    def outside(self) -> Filter:
        """The same without the window. The moment as of which is asked stays."""
        return replace(self.filter, since=None, until=None)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """That there is a window, as a person reads it."""
        return (Notice("window", f"Published {self.days}"),) if self.origin else ()

    @property
    def days(self) -> str:
        """ "8 to 14 November 2022"."""
        return days_in_words(self.filter.since, self.filter.until)

    def has(self, piece: Evidence) -> bool:
        """Whether the evidence was published within the window."""
        published, since, until = piece.article.published, self.filter.since, self.filter.until
        return published is not None and (not since or published >= since) and (not until or published <= until)


def narrowed(given: Filter, asked: Window | None) -> Narrowed:
    """The filter that was given, with what the question asks for besides: both must hold."""
    if asked is None:
        return Narrowed(given, "given" if given.since or given.until else "")
    return Narrowed(within(given, asked.since, asked.until), "question")


def elsewhere(found: Answer, asked: Narrowed, outside: Answer) -> Answer:
    """What was not `found` within the window, with the passages that answer `outside` it; itself, where none do."""
    if outside.status == "not_found" or not outside.citations:
        return found
    related = tuple(replace(one, n=n) for n, one in enumerate(outside.citations[:RELATED], 1))
    newest = max((one.article.published for one in related if one.article.published), default=None)
    told = f" (newest: {in_words(newest)})" if newest else ""
    reason = f"Nothing published {asked.days} answers this; outside these dates there are passages that may{told}."
    others = tuple(notice for notice in found.notices if notice.kind != "not_found")
    return replace(found, related=related, notices=(Notice("outside_window", reason), *others))


def days_in_words(since: datetime | None, until: datetime | None) -> str:
    """The days of a window, behind the word "published"."""
    if since is None or until is None:
        return f"since {in_words(since)}" if since else f"until {in_words(until)}" if until else "at any time"
    first, last = since.date(), until.date()
    if first > last:
        return f"since {in_words(first)} and until {in_words(last)}, which no day is"
    if first == last:
        return f"on {in_words(first)}"
    begun = in_words(first)
    if first.year == last.year:
        begun = str(first.day) if first.month == last.month else f"{first.day} {first:%B}"
    return f"{begun} to {in_words(last)}"
