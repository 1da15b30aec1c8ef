"""Citation marks in text that streams: [1], [2][3], [1, 4], [2-4]. Pure but for what it holds back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST = 12
"""Numbers that one range may stand for; a longer one is no citation."""
_NUMBER = r"\^?\d{1,3}"
_INSIDE = rf"\s*(?:(?:passages?|sources?|refs?)\s*)?{_NUMBER}(?:\s*(?:[-–—,;&]|and)\s*{_NUMBER})*\s*"
_MARK = re.compile(rf"[\[【]({_INSIDE})[\]】]", re.IGNORECASE)
_UNCLOSED = re.compile(rf"[\[【]({_INSIDE})$", re.IGNORECASE)
_BEGUN = re.compile(r"[\[【][\w\s,;&^–—-]{0,28}$")
"""What may become a mark when more has come."""
_CLOSERS = ".,;:!?)”’"


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A mark, and the numbers it stands for, as written (they may name no passage)."""

    numbers: tuple[int, ...]


@dataclass(slots=True)
class CitationMarkFilter:
    """Takes a text piece by piece and gives it back without its marks, and the marks where they stood.

    A bracket that turns out to be no mark is given back as it was. The space before a mark goes with it.
    """

    _held: str = ""
    _space: str = ""
    _after_mark: bool = False

    def feed(self, piece: str) -> Iterator[str | CitationMark]:
        """What is certain now that `piece` has come."""
        self._held += piece
        begun = _BEGUN.search(self._held)
        certain, self._held = (self._held[: begun.start()], self._held[begun.start() :]) if begun else (self._held, "")
        yield from self._split(certain)

    def end(self) -> Iterator[str | CitationMark]:
        """What was still held back: the text is whole. A mark that was never closed is one all the same."""
        certain, self._held = _UNCLOSED.sub(r"[\1]", self._held), ""
        yield from self._split(certain)

    def _split(self, text: str) -> Iterator[str | CitationMark]:
        at = 0
        for found in _MARK.finditer(text):
            yield from self._text(text[at : found.start()])
            self._after_mark = True
            yield CitationMark(numbers_of(found[1]))
            at = found.end()
        yield from self._text(text[at:])

    def _text(self, text: str) -> Iterator[str]:
        """Text with the space at its end kept until it is known what follows: nothing stands between a word and a mark
        behind it, or between it and the full stop behind the mark."""
        if not text:
            return
        body = text.strip()
        before = text[: len(text) - len(text.lstrip())]
        if not body:
            self._space += text
            return
        space, self._space = self._space + before, text[len(text.rstrip()) :]
        if self._after_mark:
            space = "" if body[0] in _CLOSERS else "\n" if "\n" in space else space[:1]
        self._after_mark = False
        yield space + body


def numbers_of(inside: str) -> tuple[int, ...]:
    """The numbers of a mark: "1, 3-5" is 1, 3, 4 and 5. No number stands twice."""
    found: dict[int, None] = {}
    for part in re.split(r"[,;&]|\band\b", inside, flags=re.IGNORECASE):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] < MOST:
            found |= dict.fromkeys(range(ends[0], ends[1] + 1))
        else:
            found |= dict.fromkeys(ends)
    return tuple(found)
