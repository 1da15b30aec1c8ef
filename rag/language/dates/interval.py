"""Interval: the days that a phrase speaks of, as it was said on some day. Pure."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Recurs = Literal["", "week", "year"]

LATER = 2
"""Days from an event to the reports of it."""
ELSEWHEN = 0.5
"""What the same day of another year (or week) counts, where the phrase names no year, and the latest one counts 1."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last`, both of them in it; open where they are `date.min` or `date.max`.

    `words` named it. `recurs` where they name a day without its year ("on 10 October") or week ("on Tuesday"): these
    are then the latest ones, and others may be meant.
    """

    first: date
    last: date
    words: str = ""
    recurs: Recurs = ""

    def holds(self, day: date, later: int = 0) -> float:
        """1 where `day` is in it (or so many days after its end), ELSEWHEN where it is in another year or week."""
        end = self.last if self.last == date.max else self.last + timedelta(days=later)
        if self.first <= day <= end:
            return 1.0
        return ELSEWHEN * any(one.first <= day <= end for one, end in self._again(day, later))

    def named(self, words: str) -> "Interval":
        """The same days, as other words name them."""
        return replace(self, words=words)

    def by(self, day: date) -> "Interval":
        """The same days in the last year in which they begin by `day`, where the words name no year."""
        if self.recurs != "year" or self.first <= day:
            return self
        length, again = self.last - self.first, (one for one, _ in self._again(day, 0) if one.first <= day)
        return next((replace(self, first=one.first, last=one.first + length) for one in again), self)

    def _again(self, day: date, later: int) -> Iterator[tuple["Interval", date]]:
        """The same days near `day`, in other years or weeks, each with its end so many days later."""
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
    """One day."""
    return Interval(day, day)
