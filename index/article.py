"""Article and Passage: what an index holds."""

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
    """One version of a news article.

    Attributes:
        id: Given id, else the canonical URL, else an id derived from the file.
        published, updated, fetched: Moments with their time zone. A date without a time is midnight UTC.
        language: Language code in lower case, such as "en" or "en-gb", or "".
        origin: Absolute path or web address that the article was read from, or "".
        version: Number that the catalogue assigned; 0 before that.
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
        """Clean the fields and make an article. Its id is `id`, else the canonical URL, else `fallback_id`."""
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

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Make the article from a row of the catalogue's `versions`, joined with `texts`."""
        published, updated, fetched = (
            datetime.fromisoformat(row[name]) if row[name] else None for name in ("published", "updated", "fetched")
        )
        return cls(
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

    def with_version(self, version: int) -> Self:
        """Return the same article with a version number."""
        return replace(self, version=version)

    @property
    def content_hash(self) -> bytes:
        """SHA-256 (32 bytes) of everything that a reader can see: not of `fetched`, `origin` or `version`."""
        dates = tuple(moment.isoformat() if moment else "" for moment in (self.published, self.updated))
        parts = (self.title, self.text, self.url, self.source, "\x1f".join(self.authors), *dates, self.language)
        return sha256("\x1e".join(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk of an article: `text == article.text[start:end]`. Ids are never reused."""

    id: str
    article_id: str
    start: int
    end: int
    text: str
    version: int = 1
