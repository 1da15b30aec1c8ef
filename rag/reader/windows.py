"""Make the reader's inputs of a question or claim, the heading of a passage, and the passage.

Two models read: the one in `weights`, with BERT's words and no heading, and the one in `multilingual`, with the pieces
and the word table of `index/embedding/words`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from index.embedding.tokenizer import BEGIN, END, Tokenizer
from index.embedding.word_table import WordTable
from index.text.sentences import Span

MAX_TOKENS = 384
"""Tokens of the longest pair: with the longest question and heading, a passage of the store is read whole."""
OVERLAP = 96
"""Tokens that the windows of a longer passage share, so that no answer is cut in two."""
MAX_QUESTION_TOKENS, MAX_HEADING_TOKENS = 96, 32
"""Tokens of the longest question and heading; a longer one is cut, to leave room for the passage."""
_CLS, _SEP = 101, 102

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens of a pair, and the places in the passage of those from `base` on."""

    tokens: Sequence[int]
    offsets: Sequence[Span]
    base: int

    @property
    def types(self) -> Array:
        """1 for the passage, 0 for what stands before it; int64 (1, tokens)."""
        types = np.zeros((1, len(self.tokens)), np.int64)
        types[0, self.base :] = 1
        return types


class WindowMaker(Protocol):
    """Makes the inputs of one model."""

    def windows(self, first: str, passage: str, heading: str = "") -> Iterator[Window]:
        """Yield a pair as the model takes it: a long passage in several windows that overlap; none for a blank one."""
        ...

    def inputs(self, window: Window) -> Mapping[str, Array]:
        """Return what the model's session takes, by name."""
        ...


class BertWindows:
    """Inputs of the model in `weights`: token numbers; headings are not read."""

    def __init__(self, tokenizer: Any) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer

    def windows(self, first: str, passage: str, heading: str = "") -> Iterator[Window]:
        del heading  # this model has not learnt to read one
        ids = self._tokenizer.encode(first, add_special_tokens=False).ids[:MAX_QUESTION_TOKENS]
        second = self._tokenizer.encode(passage, add_special_tokens=False)
        yield from _cut([_CLS, *ids, _SEP], second.ids, second.offsets, _SEP)

    def inputs(self, window: Window) -> Mapping[str, Array]:
        return {"input_ids": np.array([window.tokens], np.int64), "token_type_ids": window.types}


class PieceWindows:
    """Inputs of the model in `multilingual`: rows of the word table."""

    def __init__(self, tokenizer: Tokenizer, words: WordTable) -> None:
        self._tokenizer, self._words = tokenizer, words

    def windows(self, first: str, passage: str, heading: str = "") -> Iterator[Window]:
        opening = opening_of(self._tokenizer.tokens(first).ids, self._tokenizer.tokens(heading).ids)
        second = self._tokenizer.tokens(passage)
        if any(low < high for low, high in second.spans):
            yield from _cut(opening, second.ids, second.spans, END)

    def inputs(self, window: Window) -> Mapping[str, Array]:
        return {"words": self._words.vectors(window.tokens)[None], "token_type_ids": window.types}


def opening_of(question: Sequence[int], heading: Sequence[int]) -> list[int]:
    """Return the pieces of a pair up to its passage, with those of a question or claim and of a heading, if any."""
    headed = [*heading[:MAX_HEADING_TOKENS], END, END] if heading else []
    return [BEGIN, *question[:MAX_QUESTION_TOKENS], END, END, *headed]


def _cut(opening: Sequence[int], ids: Sequence[int], spans: Sequence[Span], end: int) -> Iterator[Window]:
    room = MAX_TOKENS - len(opening) - 1
    for low in range(0, max(1, len(ids) - OVERLAP), room - OVERLAP):
        inside = slice(low, low + room)
        if ids[inside]:
            yield Window([*opening, *ids[inside], end], spans[inside], len(opening))
