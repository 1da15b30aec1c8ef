"""Staging: stores an article version with its passages and its reprint cluster, still hidden from questions."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from index.article import Article
from index.catalogue.validity import CurrentVersion, is_older, validity_of
from index.catalogue.view import Entry
from index.chunking.chunker import chunk, heading, indexed_text, text_hash
from index.dedup.clustering import join_cluster
from index.text.dates import micros
from index.text.sentences import Span

Outcome = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Staged:
    """Result of staging one article: the outcome, its stored version, and its new passages."""

    outcome: Outcome
    article: Article
    entries: tuple[Entry, ...]


def stage(connection: sqlite3.Connection, article: Article) -> Staged:
    """Store one article version with its passages and its reprint cluster, hidden until it is published.

    Returns:
        The outcome "unchanged", and no passages, if the store has the same content as the current version or, for an
        older version, as any live one.
    """
    live = connection.execute(
        "SELECT version, content_hash, live_from, live_until, published, updated FROM versions"
        " WHERE article_id = ? AND state = 'live'",
        (article.id,),
    ).fetchall()
    current_row = next((row for row in live if row["live_until"] is None), None)
    current = _current_version(current_row) if current_row else None
    if current and is_older(article, current):
        same = [row for row in live if row["content_hash"] == article.content_hash]
    else:
        same = [current_row] if current_row and current_row["content_hash"] == article.content_hash else []
    if same:
        return Staged("unchanged", article.with_version(same[0]["version"]), ())
    last = connection.execute("SELECT max(version) FROM versions WHERE article_id = ?", (article.id,)).fetchone()[0]
    article = article.with_version((last or 0) + 1)
    fetched = article.fetched or datetime.now(UTC)
    validity = validity_of(article, fetched, current, [row["live_from"] for row in live])
    spans = chunk(article.text)
    version_id = _insert_version(connection, article, fetched, validity, len(spans))
    join_cluster(connection, version_id, article)
    entries = tuple(add_passage(connection, version_id, article, span) for span in spans)
    return Staged("updated" if current_row else "added", article, entries)


def _current_version(row: sqlite3.Row) -> CurrentVersion:
    published, updated = (datetime.fromisoformat(row[name]) if row[name] else None for name in ("published", "updated"))
    return CurrentVersion(published, updated, row["live_from"])


def _insert_version(
    connection: sqlite3.Connection,
    article: Article,
    fetched: datetime,
    validity: tuple[int, int | None],
    passages: int,
) -> int:
    """Insert the rows of a staged version and its text, and return the version's number in the catalogue."""
    cursor = connection.execute(
        "INSERT INTO versions VALUES (NULL, ?, ?, 'staged', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.version,
            *validity,
            article.content_hash,
            article.title,
            article.url,
            article.source,
            article.source.casefold(),
            json.dumps(article.authors),
            article.published.isoformat() if article.published else None,
            micros(article.published) if article.published else None,
            article.updated.isoformat() if article.updated else None,
            fetched.isoformat(),
            article.language,
            article.language.split("-")[0],
            article.origin,
            passages,
        ),
    )
    version_id = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO texts VALUES (?, ?)", (version_id, article.text))
    return version_id


def add_passage(connection: sqlite3.Connection, version_id: int, article: Article, span: Span) -> Entry:
    """Store one passage of a version."""
    text = indexed_text(heading(article), article.text[span[0] : span[1]])
    vector_hash = text_hash(text)
    cursor = connection.execute(
        "INSERT INTO passages (version_id, start, end, vector_hash) VALUES (?, ?, ?, ?)",
        (version_id, *span, vector_hash),
    )
    return Entry(int(cursor.lastrowid or 0), text, vector_hash)


def restage(connection: sqlite3.Connection, row: sqlite3.Row) -> Staged:
    """Return what `stage` returned earlier for the version in `row`."""
    article = Article.from_row(row)
    passages = connection.execute("SELECT * FROM passages WHERE version_id = ? ORDER BY id", (row["id"],))
    line = heading(article)
    entries = tuple(
        Entry(
            passage["id"], indexed_text(line, article.text[passage["start"] : passage["end"]]), passage["vector_hash"]
        )
        for passage in passages
    )
    return Staged("updated" if article.version > 1 else "added", article, entries)
