"""A generation of a store's vectors: one Chroma collection, filled completely by one embedder before it is searched."""

import json
from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation: its number (from 1), and the name and vector length of its embedder."""

    number: int
    embedder: str
    dimensions: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse the JSON that `str()` makes."""
        return cls(**json.loads(text))

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    def made_by(self, embedder: str, dimensions: int) -> bool:
        """Return whether this embedder filled the generation."""
        return (self.embedder, self.dimensions) == (embedder, dimensions)
