"""Whether the vector index holds what the catalogue says that it holds, and finds it."""

from collections.abc import Mapping, Sequence

import numpy as np

from index.catalogue.view import View
from index.embedding.embedder import Vector
from index.search.vectors import VectorIndex

SAMPLE = 128
"""Vectors that the vector index is asked to find again."""
NEAR = 10
TOLERATED = 0.01
"""Share of its own records that a graph index may fail to find: among many passages that are nearly alike, Chroma
leaves one in a thousand out of reach however it is built, and the lexical index finds those."""
SAME = 1e-3
"""Cosine distance within which two vectors are one (float16 keeps three digits)."""


def vector_faults(view: View, index: VectorIndex, embedder: str, *, partly: bool = False) -> list[str]:
    """What is wrong with the vector index, in words; nothing where it opens, counts and finds its own vectors.

    `partly`: it is being made, so that missing passages are no fault.
    """
    faults = []
    wanted, passing, held = view.numbers("live"), view.numbers("staged", "removing"), index.numbers()
    if (missing := wanted - held) and not partly:
        faults.append(f"the vector index misses {len(missing):,} of {len(wanted):,} passages")
    if (dead := held - wanted - passing) and not partly:
        faults.append(f"the vector index holds {len(dead):,} passages that the catalogue does not know")
    kept = view.vectors_of(sample(sorted(wanted & held)), embedder)
    if len(lost := unfound(index, kept)) > TOLERATED * len(kept):
        faults.append(f"the vector index does not find {len(lost):,} of its own records")
    return faults


def unfound(index: VectorIndex, kept: Mapping[int, Vector]) -> list[int]:
    """Those passages whose own vector does not find them, nor another with the same vector."""
    lost = []
    for number, vector in kept.items():
        found = index.nearest(vector, NEAR)
        if number not in found and max(found.values(), default=0.0) < 1.0 - SAME:
            lost.append(number)
    return lost


def sample(numbers: Sequence[int], size: int = SAMPLE) -> list[int]:
    """The newest half of `size` numbers, which an unclean stop endangers most, and as many evenly over the rest."""
    half = size // 2
    rest = numbers[:-half]
    spread = [rest[at] for at in np.linspace(0, len(rest) - 1, min(half, len(rest))).astype(int)] if rest else []
    return [*dict.fromkeys(spread), *numbers[-half:]]
