"""Interval: the days that a time expression means. Pure."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Recurs = Literal["", "week", "year"]

LATER = 2
"""Days from an event to the reports of it."""
ELSEWHEN = 0.5
"""Score of the same day in an earlier year or week, if the words name none; the latest scores 1."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last`, both included; `date.min` and `date.max` are open ends.

    `words` name it. `recurs` is set if they name a day without its year ("on 10 October") or week ("on Tuesday"): the
    days are then the latest ones, and earlier ones may be meant.
    """

    first: date
    last: date
    words: str = ""
    recurs: Recurs = ""

    def holds(self, day: date, later: int = 0) -> float:
        """Return 1 if `day` is in it (or up to `later` days after it), ELSEWHEN if in another year or week, else 0."""
        end = self.last if self.last == date.max else self.last + timedelta(days=later)
        if self.first <= day <= end:
            return 1.0
        return ELSEWHEN * any(one.first <= day <= end for one, end in self._again(day, later))

    def named(self, words: str) -> "Interval":
        """Return the same days, named by other words."""
        return replace(self, words=words)

    def by(self, day: date) -> "Interval":
        """Return the same days in the latest year in which they begin by `day`, if the words name no year."""
        if self.recurs != "year" or self.first <= day:
            return self
        length, again = self.last - self.first, (one for one, _ in self._again(day, 0) if one.first <= day)
        return next((replace(self, first=one.first, last=one.first + length) for one in again), self)

    def _again(self, day: date, later: int) -> Iterator[tuple["Interval", date]]:
        """Yield the same days near `day` in other years or weeks, each with its end `later` days on."""
        length = self.last - self.first
        firsts: list[date] = []
        if self.recurs == "week":
            back = (day - self.first).days // 7 * 7
            firsts = [self.first + timedelta(days=back - step) for step in (0, 7)]
        elif self.recurs == "year":
            for year in (day.year, day.year - 1):
                with suppress(ValueError):  # 29 February is not in every year
                    firsts.append(self.first.replace(year=year))
        for first in firsts:
            yield Interval(first, first + length), first + length + timedelta(days=later)


def on(day: date) -> Interval:
    """Return the interval of one day."""
    return Interval(day, day)
