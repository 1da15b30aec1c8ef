"""The tokenizer of the models with many languages: pieces of words, with their places in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from index.embedding.model_files import model_folder
from index.text.sentences import Span

BEGIN, PAD, END = 0, 1, 2
"""Special tokens: before the first text, after the shorter texts of a batch, after each text."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: `ids`, and for each the `spans` of the text that it stands for.

    No span begins with white space; a piece that stands for white space alone has an empty one.
    """

    ids: Sequence[int]
    spans: Sequence[Span]


class Tokenizer:
    """Cuts a text into the pieces of the model's vocabulary. Safe to use from many threads at once.

    The vocabulary has each single character of its scripts, so any text in them can be cut; other characters become one
    unknown piece.
    """

    def __init__(self, tokenizer: Any) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer

    def tokens(self, text: str) -> Tokens:
        """Cut a text of any length; its special tokens are the caller's to add."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return Tokens(found.ids, [_bare(text, *offsets) for offsets in found.offsets])


@lru_cache(maxsize=1)
def shared_tokenizer() -> Tokenizer:
    """Return the tokenizer of the models that come with the project, loaded once a process.

    Raises:
        ModelError: Its file is missing.
    """
    from tokenizers import Tokenizer as Pieces

    return Tokenizer(Pieces.from_file(str(model_folder("words") / "tokenizer.json")))


def _bare(text: str, start: int, end: int) -> Span:
    """Return a span without its leading white space."""
    while start < end and text[start].isspace():
        start += 1
    return start, end
