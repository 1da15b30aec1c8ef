"""The filter of a question: who asked for its days, their wording, and the answer if nothing inside it fits. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from index.filters import Filter
from index.text.dates import date_in_words
from rag.query.date_filter import published_within
from rag.query.time_scope import PublicationWindow
from rag.schema.answer import Answer, Notice, WindowFrom
from rag.schema.evidence import Evidence

RELATED = 3
"""Passages from outside the filter that are shown at most."""
NAMED = 3
"""Sources that a notice names before it counts the others."""


@dataclass(frozen=True, slots=True)
class DateScope:
    """The filter of a question; `origin` says who asked for its days, "" if there are none."""

    filter: Filter
    origin: WindowFrom = ""

    @property
    def outside(self) -> Filter:
        """The same filter without days, sources and languages; `as_of` stays."""
        return replace(self.filter, since=None, until=None, sources=(), languages=())

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anything out."""
        return self.filter != self.outside

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notice that names the days."""
        return (Notice("window", f"Published {self.days}"),) if self.origin else ()

    @property
    def days(self) -> str:
        """ "8 to 14 November 2022"."""
        return days_in_words(self.filter.since, self.filter.until)

    def has(self, piece: Evidence) -> bool:
        """Return whether the evidence is of these days, sources and languages."""
        article, filter = piece.article, self.filter
        if filter.sources and article.source.casefold() not in map(str.casefold, filter.sources):
            return False
        if filter.languages and _primary(article.language) not in map(_primary, filter.languages):
            return False
        published, since, until = article.published, filter.since, filter.until
        if published is None:
            return not (since or until)
        return (not since or published >= since) and (not until or published <= until)


def date_scope_of(given: Filter, asked: PublicationWindow | None) -> DateScope:
    """Combine the given filter with the days that the question asks for: both must hold."""
    if asked is None:
        return DateScope(given, "given" if given.since or given.until else "")
    return DateScope(published_within(given, asked.since, asked.until), "question")


def point_elsewhere(found: Answer, asked: DateScope, outside: Answer) -> Answer:
    """Add passages from outside the filter to an answer that was not found inside it.

    Args:
        found: The answer inside the filter.
        asked: The filter.
        outside: The answer to the same question without the filter.

    Returns:
        `found` with related passages and a notice; unchanged if `outside` has none.
    """
    if outside.status == "not_found" or not outside.citations:
        return found
    related = tuple(replace(one, n=n) for n, one in enumerate(outside.citations[:RELATED], 1))
    newest = max((one.article.published for one in related if one.article.published), default=None)
    told = f" (newest: {date_in_words(newest)})" if newest else ""
    days_alone = not (asked.filter.sources or asked.filter.languages)
    kind, where = ("outside_window", "outside these dates") if days_alone else ("outside_filter", "elsewhere")
    reason = f"Nothing {' '.join(_conditions(asked))} answers this; {where} there are passages that may{told}."
    others = tuple(notice for notice in found.notices if notice.kind != "not_found")
    return replace(found, related=related, notices=(Notice(kind, reason), *others))


def _conditions(asked: DateScope) -> Iterator[str]:
    """Yield what was searched: "of Northern Wire or Reuters", "in the language uk", "published on 3 May 2022"."""
    filter = asked.filter
    if filter.sources:
        yield f"of {_either(filter.sources)}"
    if filter.languages:
        yield f"in the language {_either(filter.languages)}"
    if filter.since or filter.until:
        yield f"published {asked.days}"


def _either(names: Sequence[str]) -> str:
    """Join the first names: "Northern Wire or Reuters", "A, B, C or 4 others"."""
    *first, last = (*names[:NAMED], f"{len(names) - NAMED} others") if len(names) > NAMED + 1 else names
    return f"{', '.join(first)} or {last}" if first else last


def _primary(language: str) -> str:
    return language.lower().split("-")[0]


def days_in_words(since: datetime | None, until: datetime | None) -> str:
    """Write the days of a window as they follow the word "published"."""
    if since is None or until is None:
        return f"since {date_in_words(since)}" if since else f"until {date_in_words(until)}" if until else "at any time"
    first, last = since.date(), until.date()
    if first > last:
        return f"since {date_in_words(first)} and until {date_in_words(last)}, which no day is"
    if first == last:
        return f"on {date_in_words(first)}"
    begun = date_in_words(first)
    if first.year == last.year:
        begun = str(first.day) if first.month == last.month else f"{first.day} {first:%B}"
    return f"{begun} to {date_in_words(last)}"
