"""Article and Passage: the two things an index holds."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Self

from index.text.cleaning import canonical_url, clean_line, clean_text


@dataclass(frozen=True, slots=True)
class Article:
    """One news article in one version.

    `published`, `updated` and `fetched` are three different moments, each with its zone; a date without a time is
    midnight UTC. `origin` is the file it was read from (absolute), or "". `version` is 0 until the catalogue gives one.
    """

    id: str
    title: str
    text: str
    url: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    fetched: datetime | None = None
    language: str = ""
    origin: str = ""
    version: int = 0

    @classmethod
    def make(
        cls,
        *,
        id: str = "",
        fallback_id: str,
        title: str,
        text: str,
        url: str = "",
        source: str = "",
        authors: Sequence[str] = (),
        published: datetime | None = None,
        updated: datetime | None = None,
        language: str = "",
        origin: str = "",
    ) -> Self:
        """A cleaned article, named by its given id, else its canonical URL, else `fallback_id`."""
        address = canonical_url(clean_line(url))
        return cls(
            id=clean_line(id) or address or clean_line(fallback_id),
            title=clean_line(title),
            text=clean_text(text),
            url=address,
            source=clean_line(source),
            authors=tuple(name for author in authors if (name := clean_line(author))),
            published=published,
            updated=updated,
            fetched=datetime.now(UTC),
            language=clean_line(language).lower(),
            origin=origin,
        )

    def with_version(self, version: int) -> Self:
        """The same article under the number the catalogue gave it."""
        return replace(self, version=version)

    @property
    def content_hash(self) -> bytes:
        """32 bytes that change when anything a reader could see changes (not `fetched`, nor where it was read from)."""
        dates = tuple(moment.isoformat() if moment else "" for moment in (self.published, self.updated))
        parts = (self.title, self.text, self.url, self.source, "\x1f".join(self.authors), *dates, self.language)
        return sha256("\x1e".join(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk of an article: `text == article.text[start:end]`, always. Its id is never used for another."""

    id: str
    article_id: str
    start: int
    end: int
    text: str
    version: int = 1


def article_of(row: sqlite3.Row) -> Article:
    """The Article in a row of `versions`."""
    published, updated, fetched = (
        datetime.fromisoformat(row[name]) if row[name] else None for name in ("published", "updated", "fetched")
    )
    return Article(
        id=row["article_id"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        source=row["source"],
        authors=tuple(json.loads(row["authors"])),
        published=published,
        updated=updated,
        fetched=fetched,
        language=row["language"],
        origin=row["origin"],
        version=row["version"],
    )
