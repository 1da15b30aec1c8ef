"""Find neighbours of a word in the encoder's word table: others of its kind, opposites, synonyms."""

from functools import cached_property
from typing import Any

import numpy as np

from index.text.analyzer import stems
from rag.language.synonyms import synonyms

NEAREST = 10
"""Neighbours to look for."""
LEAST = 0.35
"""Lowest cosine of a neighbour."""
_SUFFIXES = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "al", "ic", "ity")

Table = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Neighbours:
    """Nearest words of a vocabulary by their vectors, a table (words, dimensions)."""

    def __init__(self, tokenizer: Any, table: Table) -> None:
        words = {word: at for word, at in tokenizer.get_vocab().items() if word.isascii() and word.isalpha()}
        self._words = [word for word in sorted(words) if len(word) > 3]
        rows = table[[words[word] for word in self._words]]
        self._table = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        self._found: dict[str, list[str]] = {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: at for at, word in enumerate(self._words)}

    def of(self, word: str) -> list[str]:
        """Return neighbours of `word` that are neither its forms nor synonyms in our lexicon."""
        word = word.lower()
        if word not in self._found:
            self._found[word] = self._search(word)
        return self._found[word]

    def _search(self, word: str) -> list[str]:
        at = self._places.get(word)
        if at is None:
            return []
        scores = self._table @ self._table[at]
        near = [self._words[n] for n in np.argsort(-scores)[1 : NEAREST * 3] if scores[n] >= LEAST]
        return [other for other in near if not _same(word, other)][:NEAREST]


def _same(word: str, other: str) -> bool:
    one, two = stems(word), stems(other)
    if one == two or two in synonyms().get(one, ()) or word[:5] == other[:5]:
        return True
    short, long_ = sorted((word, other), key=len)
    return any(long_ == short + suffix for suffix in _SUFFIXES)
