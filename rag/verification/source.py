"""What a sentence is checked against."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from index.aliases.names import Names, our_names
from rag.schema.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence is checked against: a passage (or a whole text), and what its article says of itself. `names` are
    those that it may have in other spellings."""

    text: str
    title: str = ""
    publisher: str = ""
    published: datetime | None = None
    names: Names = field(default_factory=our_names, repr=False, compare=False)

    @classmethod
    def of(cls, piece: Evidence) -> Self:
        """A piece of evidence as a source."""
        article = piece.article
        return cls(piece.text, article.title, article.source, article.published, piece.hit.names)

    @property
    def day(self) -> date | None:
        """The day on which it was published."""
        return self.published.date() if self.published else None
