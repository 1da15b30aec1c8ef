"""Citation marks in streamed text: [1], [2][3], [1, 4], [2-4]. Pure but for the text that it holds back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST = 12
"""Most numbers in one range; a longer range is no citation."""
_NUMBER = r"\^?\d{1,3}"
_INSIDE = rf"\s*(?:(?:passages?|sources?|refs?)\s*)?{_NUMBER}(?:\s*(?:[-–—,;&]|and)\s*{_NUMBER})*\s*"
_MARK = re.compile(rf"[\[【]({_INSIDE})[\]】]", re.IGNORECASE)
_UNCLOSED = re.compile(rf"[\[【]({_INSIDE})$", re.IGNORECASE)
_BEGUN = re.compile(r"[\[【][\w\s,;&^–—-]{0,28}$")
"""The beginning of what may become a mark."""
_CLOSERS = ".,;:!?)”’"


@dataclass(frozen=True, slots=True)
class CitationMark:
    """The numbers of a mark, as written; they may name no passage."""

    numbers: tuple[int, ...]


@dataclass(slots=True)
class CitationMarkFilter:
    """Divide streamed text into text without marks, and marks.

    A bracket that is no mark stays as it is. The space before a mark is dropped.
    """

    _held: str = ""
    _space: str = ""
    _after_mark: bool = False

    def feed(self, piece: str) -> Iterator[str | CitationMark]:
        """Yield what is certain after `piece`."""
        self._held += piece
        begun = _BEGUN.search(self._held)
        certain, self._held = (self._held[: begun.start()], self._held[begun.start() :]) if begun else (self._held, "")
        yield from self._split(certain)

    def end(self) -> Iterator[str | CitationMark]:
        """Yield the text that was held back; a mark that was never closed counts as one."""
        certain, self._held = _UNCLOSED.sub(r"[\1]", self._held), ""
        yield from self._split(certain)

    def _split(self, text: str) -> Iterator[str | CitationMark]:
        at = 0
        for mark in _MARK.finditer(text):
            yield from self._text(text[at : mark.start()])
            self._after_mark = True
            yield CitationMark(numbers_of(mark[1]))
            at = mark.end()
        yield from self._text(text[at:])

    def _text(self, text: str) -> Iterator[str]:
        """Yield text, but hold back the space at its end until the next text is known.

        No space stands between a word and its mark, or between the word and the full stop behind the mark.
        """
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
    """Return the numbers of a mark, none twice: "1, 3-5" is 1, 3, 4 and 5."""
    numbers: dict[int, None] = {}
    for part in re.split(r"[,;&]|\band\b", inside, flags=re.IGNORECASE):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] < MOST:
            numbers |= dict.fromkeys(range(ends[0], ends[1] + 1))
        else:
            numbers |= dict.fromkeys(ends)
    return tuple(numbers)
