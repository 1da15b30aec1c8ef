"""Convert examples for the network: token numbers, answer tokens, and batches of similar length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from index.embedding.tokenizer import END, PAD
from rag.reader.windows import opening_of
from training.example import SUPPORT, Example

LONGEST = 256
"""Tokens of the longest pair; what is longer is cut."""
NOTHING = -100
"""A label to ignore; PyTorch's default `ignore_index`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One example. `start` and `end` are tokens; 0 if the passage does not answer, NOTHING for a claim."""

    ids: "np.ndarray[tuple[int], np.dtype[np.int32]]"
    first: int
    start: int
    end: int
    relevance: int
    support: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors (pairs, tokens) and (pairs)."""

    tokens: Tensor
    types: Tensor
    mask: Tensor
    start: Tensor
    end: Tensor
    relevance: Tensor
    support: Tensor


def pair_of(example: Example, tokenizer: Any) -> Pair | None:
    """Convert an example; None if its answer lies beyond the last token kept."""
    first, heading = (tokenizer.encode(part, add_special_tokens=False).ids for part in (example.first, example.heading))
    opening = opening_of(first, heading)
    second = tokenizer.encode(example.second, add_special_tokens=False)
    base = len(opening)
    room = LONGEST - base - 1
    ids = np.array([*opening, *second.ids[:room], END], np.int32)
    if not example.is_question:
        return Pair(ids, base, NOTHING, NOTHING, NOTHING, SUPPORT.index(example.support))
    if example.span is None:
        return Pair(ids, base, 0, 0, 0, NOTHING)
    low, high = example.span
    inside = [n for n, (start, end) in enumerate(second.offsets[:room]) if start < high and end > low]
    if not inside or second.offsets[inside[-1]][1] < high:
        return None
    return Pair(ids, base, base + inside[0], base + inside[-1], 1, NOTHING)


def batches(pairs: Sequence[Pair], tokens: int, seed: int) -> list[list[int]]:
    """Batch the numbers of all pairs for one pass, in random order; at most `tokens` per batch with padding."""
    rng = random.Random(seed)
    order = sorted(range(len(pairs)), key=lambda n: len(pairs[n].ids) + rng.uniform(-6, 6))
    found: list[list[int]] = [[]]
    for n in order:
        longest = max([len(pairs[n].ids), *(len(pairs[other].ids) for other in found[-1])])
        if longest * (len(found[-1]) + 1) > tokens and found[-1]:
            found.append([])
        found[-1].append(n)
    rng.shuffle(found)
    return found


def batch_of(pairs: Sequence[Pair]) -> Batch:
    """Stack pairs, padded to the longest."""
    longest = max(len(pair.ids) for pair in pairs)
    types, mask = (torch.zeros(len(pairs), longest, dtype=torch.long) for _ in range(2))
    tokens = torch.full((len(pairs), longest), PAD)
    for row, pair in enumerate(pairs):
        tokens[row, : len(pair.ids)] = torch.from_numpy(pair.ids.astype(np.int64))
        types[row, pair.first : len(pair.ids)] = 1
        mask[row, : len(pair.ids)] = 1
    labels = (torch.tensor(values) for values in zip(*_labels(pairs), strict=True))
    return Batch(tokens, types, mask, *labels)


def _labels(pairs: Sequence[Pair]) -> Iterator[tuple[int, int, int, int]]:
    return ((pair.start, pair.end, pair.relevance, pair.support) for pair in pairs)
