"""Figures marked within a text: where they stand is still known after the text has been cut and put together."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["reported", "earlier", "past", "mistaken", "withdrawn"]
"""How an article gives a figure: as what stands; as what its party said before; of another day's event, in passing; by
its own mistake; or as a mistake that is put right."""
_MARKED = re.compile("\ue000(\\d+)\ue001([^\ue002]*)\ue002")
_START = re.compile("^((?:\ue000\\d+\ue001)?)(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that an article gives: of which fact, according to whom, as of when it was counted, and how."""

    fact: str
    by: str
    at: datetime
    value: int
    role: Role


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the characters of the text that are its figure."""

    statement: Statement
    start: int
    end: int


class Ledger:
    """Every statement that is made, by number; a mark in a text is such a number round the figure."""

    def __init__(self) -> None:
        self._statements: list[Statement] = []

    def mark(self, statement: Statement, figure: str) -> str:
        """`figure`, marked as this statement's."""
        self._statements.append(statement)
        return f"\ue000{len(self._statements) - 1}\ue001{figure}\ue002"

    def statements(self, text: str) -> Iterator[Statement]:
        """The statements marked in a text, in order."""
        return (self._statements[int(match[1])] for match in _MARKED.finditer(text))

    def restated(self, text: str, change: Callable[[Statement, str], str]) -> str:
        """The text with each mark as `change` makes it from its statement and figure."""
        return _MARKED.sub(lambda match: change(self._statements[int(match[1])], match[2]), text)

    def read(self, text: str) -> tuple[str, tuple[Placed, ...]]:
        """The text without its marks, and where each statement's figure stands in it."""
        plain, placed, last, length = [], [], 0, 0
        for match in _MARKED.finditer(text):
            before = text[last : match.start()]
            start = length + len(before)
            placed.append(Placed(self._statements[int(match[1])], start, start + len(match[2])))
            plain += [before, match[2]]
            last, length = match.end(), start + len(match[2])
        return "".join([*plain, text[last:]]), tuple(placed)


def capital(text: str, total: str) -> str:
    """A sentence's beginning: no digits there ("A total of 70", where `total` is "A total of"), and a capital."""
    match = _START.match(text)
    if match and match[2].isdigit():
        return f"{total} {text}"
    return _START.sub(lambda found: found[1] + found[2].upper(), text, count=1)
