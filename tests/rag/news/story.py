"""A story's articles with questions and their expected answers."""

from dataclasses import dataclass

from index.article import Article
from tests.articles import article

Row = tuple[str, str, str, str, str, int]
"""A conflicting value: value, kind, scope, attribution, source, independent sources."""


@dataclass(frozen=True, slots=True)
class Told:
    """The expected answer to a question about a story.

    `short` None accepts any text; `notices` are the kinds of notices on sources and times.
    """

    question: str
    short: str | None
    conflicts: tuple[Row, ...] = ()
    notices: tuple[str, ...] = ()
    independent: int = 1
    status: str = "answered"
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles with questions; an article whose id repeats is a newer version."""

    name: str
    articles: tuple[Article, ...]
    told: tuple[Told, ...]


def report(id: str, source: str, published: str, title: str, text: str, **fields: str) -> Article:
    """Make an article of a story; `published` may omit seconds and zone."""
    moment = f"{published}:00+00:00" if published else ""
    return article(text, id=id, published=moment, title=title, source=source, **fields)
