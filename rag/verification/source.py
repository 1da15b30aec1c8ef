"""Source: a text that a sentence is checked against."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from index.aliases.names import Names, our_names
from rag.schema.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Source:
    """A passage (or a whole text) to check against, with its article's title, publisher and day.

    `names` are the names with several spellings that it may have.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: datetime | None = None
    names: Names = field(default_factory=our_names, repr=False, compare=False)

    @classmethod
    def of(cls, piece: Evidence) -> Self:
        """Make a source of a piece of evidence."""
        article = piece.article
        return cls(piece.text, article.title, article.source, article.published, piece.hit.names)

    @property
    def day(self) -> date | None:
        """The day of publication, None if unknown."""
        return self.published.date() if self.published else None
