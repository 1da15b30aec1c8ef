"""Signatures of texts, to find near-duplicates, and the overlap of two texts. Pure.

A text's shingles are its runs of WORDS words, each hashed to a number that is the same on every machine. A signature
keeps one in KEEP of them, chosen by the number itself (FracMinHash). So the signatures of two texts overlap in
proportion to the texts, whatever their lengths. Signatures only find candidates; decisions use all shingles.
"""

import re
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.text.analyzer import spaced

WORDS = 5
"""Words of a shingle."""
KEEP = 8
"""A signature keeps one in KEEP shingles of a long text."""
SHORT, MIDDLE = 64, 256
"""A text of at most SHORT shingles keeps all, one of at most MIDDLE twice the share: one in eight of a few is none."""
LEAST = 4
"""Minimum number of shingles (eight words): matches of shorter texts may be chance."""
VERSION = "1"
"""Increase it with any change here that changes signatures: stored signatures of another version are made again."""

Shingles = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_FACTOR = 0x9E3779B97F4A7C15
_WEIGHTS = np.array([pow(_FACTOR, place + 1, 1 << 64) for place in range(WORDS)], np.uint64)


@lru_cache(maxsize=1024)
def shingles(text: str) -> Shingles:
    """Return the distinct shingles of `text`, ascending. Case, punctuation and line ends are ignored."""
    words = _WORD.findall(spaced(text).casefold())
    if len(words) < WORDS + LEAST - 1:
        return np.empty(0, np.uint64)
    numbers = np.array([_number(word) for word in words], np.uint64)
    runs = np.lib.stride_tricks.sliding_window_view(numbers, WORDS)
    distinct = np.unique(_mixed((runs * _WEIGHTS).sum(axis=1, dtype=np.uint64)))
    distinct.setflags(write=False)
    return distinct


def signature(text: str) -> list[int]:
    """Return the signature of a text: the upper 31 bits of each shingle that is kept."""
    numbers = shingles(text)
    kept = numbers[numbers % np.uint64(round(1 / rate(len(numbers)))) == 0]
    return [int(value) for value in np.unique(kept >> np.uint64(33))]


def shared(one: str, other: str) -> int:
    """Return the number of shingles that two texts have in common."""
    return len(np.intersect1d(shingles(one), shingles(other), assume_unique=True))


def rate(length: int) -> float:
    """Return the share of shingles (0 to 1) that the signature of a text with `length` shingles keeps."""
    return 1.0 if length <= SHORT else (2.0 if length <= MIDDLE else 1.0) / KEEP


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(values: Shingles) -> Shingles:
    """Make every bit of a value depend on all of its bits (the finalizer of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
