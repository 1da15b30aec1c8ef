"""An embedder that costs nothing, so that a process spends its time writing, where a kill may hurt."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from index.embedding.embedder import Vector, Vectors
from index.text.analyzer import stems


class HashEmbedder:
    """Texts as sums of directions, one for each stem: texts that share words are near each other."""

    dimensions = 64

    def __init__(self, name: str = "hash") -> None:
        self.name = name

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        return np.stack([self.question(text) for text in texts]) if texts else np.empty((0, 64), np.float32)

    def question(self, text: str) -> Vector:
        """The vector of a text."""
        total = np.zeros(self.dimensions, np.float32)
        for stem in stems(text):
            seed = int.from_bytes(sha256(f"{self.name} {stem}".encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).normal(size=self.dimensions).astype(np.float32)
        vector: Vector = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
        return vector
