"""An article, a citation and answers for tests of what the page shows."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from index.article import Article
from rag.schema.answer import Answer, Conflict
from rag.schema.citation import Citation
from ui.messages.language import in_language

ARTICLE = Article.make(fallback_id="a.md", title="A count", source="Courier", text="Nine boats were lost.")
CITATION = Citation(1, ARTICLE, "p1", "Nine boats", 0, 10)
CITED = {1: CITATION}
WORDS, UKRAINIAN = in_language("en"), in_language("uk")
HOSTILE = '<a href="//evil.example">&'


def value(said: str, day: int | None, scope: str = "", source: str = "Courier") -> Conflict:
    """A value of a day of May 2023."""
    published = datetime(2023, 5, day, tzinfo=UTC) if day else None
    return Conflict("boats lost", said, published, source, "", "update", (1,), scope)


def answer(**known: Any) -> Answer:
    """An answer with what is known of it."""
    return replace(Answer("Q?", "Q?", "answered", "extractive", "nine", 0.9), **known)
