"""A mention: something that a text names, and where."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Mention(Generic[Item]):
    """Something in a text: what it is, and its offsets."""

    item: Item
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words of the text."""
        return self.text[self.start : self.end]
