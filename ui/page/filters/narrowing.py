"""The conditions that a visitor sets for questions, and how to remove them. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from index.filters import Filter
from index.text.dates import parse_moment, parse_window_end, this_day
from rag.query.time_scope import time_scope_of
from rag.schema.answer import Answer


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The values of the filters.

    Attributes:
        as_of: Answer as known on this day; None is now.
        since: First day of publication.
        until: Last day of publication.
        sources: Allowed sources; empty allows all.
        languages: Allowed language codes; empty allows all.
    """

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def filter(self) -> Filter:
        """The conditions as a search filter; the last day counts in full."""
        return Filter(
            since=parse_moment(self.since.isoformat()) if self.since else None,
            until=_end(self.until),
            sources=self.sources,
            languages=self.languages,
            as_of=_end(self.as_of),
        )

    @property
    def lifted(self) -> "Narrowing":
        """The as-of date alone: it sets the time of the answer and does not narrow the search."""
        return Narrowing(self.as_of)


NOTHING = Narrowing()
"""No conditions: all current articles."""


def narrowing(as_of: str, since: str, until: str, sources: list[str] | None, languages: list[str] | None) -> Narrowing:
    """Read the values of the controls.

    Raises:
        DateError: A date is not valid.
    """
    return Narrowing(_day(as_of), _day(since), _day(until), tuple(sources or ()), tuple(languages or ()))


def unlimited(answer: Answer) -> str:
    """Return the standalone question without its publication dates; "" if nothing but an as-of date narrowed it."""
    taken, asked = answer.filter, answer.standalone_question
    if answer.window_from != "question":
        return asked if answer.window_from or taken.sources or taken.languages else ""
    rest = time_scope_of(asked, taken.as_of.date() if taken.as_of else this_day()).rest
    return rest[:1].upper() + rest[1:]


def _day(typed: str) -> date | None:
    return parse_moment(typed).date() if typed.strip() else None


def _end(day: date | None) -> datetime | None:
    return parse_window_end(day.isoformat()) if day else None
