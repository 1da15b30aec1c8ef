"""A generation of a store's vectors: one Chroma collection, made whole by one embedder before it is asked."""

import json
from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Generation:
    """`number` counts up from 1; `embedder` and `dimensions` say what its vectors are."""

    number: int
    embedder: str
    dimensions: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """From the JSON that `str()` makes."""
        return cls(**json.loads(text))

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    def made_by(self, embedder: str, dimensions: int) -> bool:
        """Whether this embedder filled it."""
        return (self.embedder, self.dimensions) == (embedder, dimensions)
