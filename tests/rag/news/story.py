"""The articles of a story, and what a question to them is to be answered."""

from dataclasses import dataclass

from index.article import Article
from tests.articles import article

Row = tuple[str, str, str, str, str, int]
"""Of a conflict: value, kind, scope, attribution, source, independent sources."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to come of a question to the articles of a story; `short` None is whatever may be said;
    `notices` are the kinds of notices, of those that say who reports it and of which time."""

    question: str
    short: str | None
    conflicts: tuple[Row, ...] = ()
    notices: tuple[str, ...] = ()
    independent: int = 1
    status: str = "answered"
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles with questions to them. An article whose id comes twice is a newer version of itself."""

    name: str
    articles: tuple[Article, ...]
    told: tuple[Told, ...]


def report(id: str, source: str, published: str, title: str, text: str, **fields: str) -> Article:
    """An article of a story; `published` may go without its seconds and zone."""
    moment = f"{published}:00+00:00" if published else ""
    return article(text, id=id, published=moment, title=title, source=source, **fields)
