"""The word table of the models with many languages: a vector for each piece, in four bits a number.

The file is mapped into memory, not read: the system keeps only the pages in use, once for all models and processes.
Each row is 12 blocks of 32 numbers: a half-precision scale, then 16 bytes whose lower halves hold the first 16 numbers
and whose upper halves the others, each less 8 (the form in which the weights were published, so nothing is lost).
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.model_files import model_folder

WIDTH, BLOCK = 384, 32
BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
"""One block of a row."""
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""float32 (tokens, WIDTH)."""


class WordTable:
    """Vectors of pieces by their numbers; safe to use from many threads at once."""

    def __init__(self, file: Path) -> None:
        self._rows: np.ndarray[Any, Any] = np.memmap(file, BLOCKS, mode="r").reshape(-1, WIDTH // BLOCK)

    def __len__(self) -> int:
        return len(self._rows)

    def vectors(self, ids: Sequence[int]) -> Vectors:
        """Return the vectors of pieces, (pieces, WIDTH)."""
        return unpacked(self._rows[np.asarray(ids, np.int64)])


@lru_cache(maxsize=1)
def shared_word_table() -> WordTable:
    """Return the word table of the models that come with the project, mapped once a process.

    Raises:
        ModelError: Its file is missing.
    """
    return WordTable(model_folder("words") / "words.q4")


def unpacked(rows: "np.ndarray[Any, Any]") -> Vectors:
    """Return rows of blocks, (rows, WIDTH // BLOCK), as numbers, (rows, WIDTH)."""
    halves = rows["halves"]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    vectors: Vectors = (numbers * rows["scale"].astype(np.float32)[..., None]).reshape(len(rows), WIDTH)
    return vectors
