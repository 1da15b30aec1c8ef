"""Checks that the vector index holds the passages of the catalogue, and finds them."""

from collections.abc import Mapping, Sequence

import numpy as np

from index.catalogue.view import View
from index.embedding.embedder import Vector
from index.search.vectors import VectorIndex

SAMPLE = 128
"""Vectors that a check searches for."""
NEAR = 10
"""Results among which a passage's own vector must find it."""
TOLERATED = 0.01
"""Share of its own records that the index may fail to find. Among many near-duplicates Chroma's graph leaves about one
in a thousand unreachable, however it is built; the lexical index finds those."""
SAME = 1e-3
"""Cosine distance below which two vectors are equal (float16 keeps three digits)."""


def vector_faults(view: View, index: VectorIndex, embedder: str, *, partly: bool = False) -> list[str]:
    """Return what is wrong with the vector index, in words.

    Args:
        view: Catalogue snapshot.
        index: The vector index.
        embedder: Name of the embedder that filled it.
        partly: True while the index is being built: missing passages are then expected.
    """
    faults = []
    wanted, transient, present = view.numbers("live"), view.numbers("staged", "removing"), index.numbers()
    if (missing := wanted - present) and not partly:
        faults.append(f"the vector index lacks {len(missing):,} of {len(wanted):,} passages")
    if (dead := present - wanted - transient) and not partly:
        faults.append(f"the vector index holds {len(dead):,} passages that the catalogue does not know")
    vectors = view.vectors_of(sample(sorted(wanted & present)), embedder)
    if len(lost := unfound(index, vectors)) > TOLERATED * len(vectors):
        faults.append(f"the vector index does not find {len(lost):,} of its own records")
    return faults


def unfound(index: VectorIndex, vectors: Mapping[int, Vector]) -> list[int]:
    """Return the passages whose own vector finds neither them nor another passage with the same vector."""
    lost = []
    for number, vector in vectors.items():
        nearest = index.nearest(vector, NEAR)
        if number not in nearest and max(nearest.values(), default=0.0) < 1.0 - SAME:
            lost.append(number)
    return lost


def sample(numbers: Sequence[int], size: int = SAMPLE) -> list[int]:
    """Return up to `size` numbers: half of them the newest, which a crash endangers most, half spread over the rest."""
    half = size // 2
    rest = numbers[:-half]
    spread = [rest[at] for at in np.linspace(0, len(rest) - 1, min(half, len(rest))).astype(int)] if rest else []
    return [*dict.fromkeys(spread), *numbers[-half:]]
