"""Sketch: a few numbers that tell texts that copy one another, and how much of one stands in another. Pure.

A text's shingles are its runs of WORDS words, each as a number that is the same on every machine. A sketch keeps one in
KEEP of them (FracMinHash), chosen by the number itself: what two texts share, their sketches share in proportion,
however long the texts are. Decisions are made on all shingles; sketches only find what is worth comparing.
"""

import re
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.text.analyzer import spaced

WORDS = 5
KEEP = 8
SHORT, MIDDLE = 64, 256
"""A text of at most so many shingles keeps them all, or twice its share: one in eight of a few would be none."""
LEAST = 4
"""A text of fewer shingles (eight words) is not told from chance."""
VERSION = "1"
"""Changes with anything here that changes a sketch: sketches of another version are made again."""

Shingles = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_FACTOR = 0x9E3779B97F4A7C15
_WEIGHTS = np.array([pow(_FACTOR, place + 1, 1 << 64) for place in range(WORDS)], np.uint64)


@lru_cache(maxsize=1024)
def shingles(text: str) -> Shingles:
    """The distinct shingles of `text`, in ascending order; case, punctuation and line ends do not count."""
    words = _WORD.findall(spaced(text).casefold())
    if len(words) < WORDS + LEAST - 1:
        return np.empty(0, np.uint64)
    numbers = np.array([_number(word) for word in words], np.uint64)
    runs = np.lib.stride_tricks.sliding_window_view(numbers, WORDS)
    found = np.unique(_mixed((runs * _WEIGHTS).sum(axis=1, dtype=np.uint64)))
    found.setflags(write=False)
    return found


def signature(text: str) -> list[int]:
    """The numbers by which texts like `text` are looked for: 31 bits of each shingle that is kept."""
    every = shingles(text)
    kept = every[every % np.uint64(round(1 / rate(len(every)))) == 0]
    return [int(value) for value in np.unique(kept >> np.uint64(33))]


def shared(one: str, other: str) -> int:
    """How many shingles the two texts have in common."""
    return len(np.intersect1d(shingles(one), shingles(other), assume_unique=True))


def rate(length: int) -> float:
    """The share of its shingles that the sketch of a text of `length` shingles keeps."""
    return 1.0 if length <= SHORT else (2.0 if length <= MIDDLE else 1.0) / KEEP


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(values: Shingles) -> Shingles:
    """Every bit of each value made to depend on all of its bits (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
