"""Sentences of streamed text, each with the numbers that it cites. Pure but for the text so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.text.sentences import sentence_spans
from rag.generation.citation_marks import CitationMark
from rag.language.markup import without_markdown

LOOK_AHEAD = 12
"""Characters of the next sentence that must follow before a sentence is over: "U.S. Army" is no end."""


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence of the model without its marks, and the numbers of the marks."""

    text: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class SentenceStream:
    """Take text and marks in order, and yield each sentence at its end. `rest` is the text without an end yet."""

    rest: str = ""
    _marks: list[tuple[int, int]] = field(default_factory=list)

    def feed(self, item: str | CitationMark) -> Iterator[WrittenSentence]:
        """Yield the sentences that are over after `item`."""
        if isinstance(item, CitationMark):
            self._marks += [(len(self.rest), number) for number in item.numbers]
            return
        self.rest += item
        spans = sentence_spans(self.rest)
        while len(spans) > 1 and self._is_over(spans[0][1], spans[1]):
            yield self._cut(spans[0], spans[1][0])
            spans = sentence_spans(self.rest)

    def end(self) -> Iterator[WrittenSentence]:
        """Yield the sentences that are left at the end of the text."""
        while spans := sentence_spans(self.rest):
            yield self._cut(spans[0], spans[1][0] if len(spans) > 1 else len(self.rest))
            if len(spans) == 1:
                break

    def _is_over(self, end: int, following: tuple[int, int]) -> bool:
        return following[1] - following[0] >= LOOK_AHEAD or "\n" in self.rest[end : following[0]]

    def _cut(self, span: tuple[int, int], until: int) -> WrittenSentence:
        """Return the sentence at `span`, with the marks before the next one."""
        text = self.rest[slice(*span)]
        numbers = tuple(dict.fromkeys(number for at, number in self._marks if at <= until))
        self._marks = [(at - until, number) for at, number in self._marks if at > until]
        self.rest = self.rest[until:]
        return WrittenSentence(without_markdown(text), numbers)
