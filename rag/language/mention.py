"""Something that a text says, and where."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Mention(Generic[Item]):
    """Something in a text: what it is, and where it stands."""

    item: Item
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """As it is written."""
        return self.text[self.start : self.end]
