"""What a sentence is checked against."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from rag.retrieve import Evidence


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence is checked against: a passage (or a whole text), and what its article says of itself."""

    text: str
    title: str = ""
    publisher: str = ""
    published: datetime | None = None

    @classmethod
    def of(cls, piece: Evidence) -> Self:
        """A piece of evidence as a source."""
        article = piece.article
        return cls(piece.text, article.title, article.source, article.published)

    @property
    def day(self) -> date | None:
        """The day on which it was published."""
        return self.published.date() if self.published else None
