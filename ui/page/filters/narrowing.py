"""What a question on the page is narrowed to, and how an answer's conditions are lifted. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from index.filters import Filter
from index.text.dates import parse_moment, parse_window_end, this_day
from rag.query.time_scope import time_scope_of
from rag.schema.answer import Answer


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a visitor has set. `as_of` is the day as of which is answered, None for now; `since` and `until` are the
    first and the last day of publication; of `sources` and `languages` each is enough, none is all."""

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def filter(self) -> Filter:
        """The same as the index knows it: each day counts whole."""
        return Filter(
            since=parse_moment(self.since.isoformat()) if self.since else None,
            until=_end(self.until),
            sources=self.sources,
            languages=self.languages,
            as_of=_end(self.as_of),
        )

    @property
    def lifted(self) -> "Narrowing":
        """The day as of which is answered, and nothing else: it is no narrower search, but another time."""
        return Narrowing(self.as_of)


NOTHING = Narrowing()
"""All that stands now."""


def narrowing(as_of: str, since: str, until: str, sources: list[str] | None, languages: list[str] | None) -> Narrowing:
    """What the controls hold.

    Raises:
        DateError: one of the days is no day.
    """
    return Narrowing(_day(as_of), _day(since), _day(until), tuple(sources or ()), tuple(languages or ()))


def unlimited(answer: Answer) -> str:
    """The question of `answer` without the words that ask for days of publication, standing alone; "" where nothing but
    a moment narrowed it."""
    taken, asked = answer.filter, answer.standalone_question
    if answer.window_from != "question":
        return asked if answer.window_from or taken.sources or taken.languages else ""
    rest = time_scope_of(asked, taken.as_of.date() if taken.as_of else this_day()).rest
    return rest[:1].upper() + rest[1:]


def _day(typed: str) -> date | None:
    return parse_moment(typed).date() if typed.strip() else None


def _end(day: date | None) -> datetime | None:
    return parse_window_end(day.isoformat()) if day else None
