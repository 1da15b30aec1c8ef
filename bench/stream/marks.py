"""Mark figures in a text, so that their positions are known after the text is cut and joined."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["reported", "earlier", "past", "mistaken", "withdrawn"]
"""How an article gives a figure.

"reported": in force. "earlier": what its party said before. "past": of an earlier event, in passing. "mistaken": the
article's own mistake. "withdrawn": a mistake being corrected.
"""
_MARKED = re.compile("\ue000(\\d+)\ue001([^\ue002]*)\ue002")
_START = re.compile("^((?:\ue000\\d+\ue001)?)(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in an article: its fact, the party that gives it, when it was counted, its value and role."""

    fact: str
    by: str
    at: datetime
    value: int
    role: Role


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the position of its figure in the text."""

    statement: Statement
    start: int
    end: int


class Ledger:
    """All statements by number; a mark encloses a figure together with that number."""

    def __init__(self) -> None:
        self._statements: list[Statement] = []

    def mark(self, statement: Statement, figure: str) -> str:
        """Return `figure`, marked as this statement's."""
        self._statements.append(statement)
        return f"\ue000{len(self._statements) - 1}\ue001{figure}\ue002"

    def statements(self, text: str) -> Iterator[Statement]:
        """Yield the statements marked in a text, in order."""
        return (self._statements[int(match[1])] for match in _MARKED.finditer(text))

    def restated(self, text: str, change: Callable[[Statement, str], str]) -> str:
        """Replace each mark by what `change` makes of its statement and figure."""
        return _MARKED.sub(lambda match: change(self._statements[int(match[1])], match[2]), text)

    def read(self, text: str) -> tuple[str, tuple[Placed, ...]]:
        """Return the text without marks, and the position of each statement's figure."""
        plain, placed, last, length = [], [], 0, 0
        for match in _MARKED.finditer(text):
            before = text[last : match.start()]
            start = length + len(before)
            placed.append(Placed(self._statements[int(match[1])], start, start + len(match[2])))
            plain += [before, match[2]]
            last, length = match.end(), start + len(match[2])
        return "".join([*plain, text[last:]]), tuple(placed)


def capital(text: str, total: str) -> str:
    """Begin a sentence: put `total` ("A total of") before digits, and capitalise."""
    match = _START.match(text)
    if match and match[2].isdigit():
        return f"{total} {text}"
    return _START.sub(lambda found: found[1] + found[2].upper(), text, count=1)
