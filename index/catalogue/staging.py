"""Stage: an article written down in the catalogue, with its passages and its place among reprints, not yet seen."""

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
    """What `stage` did with one article."""

    outcome: Outcome
    article: Article
    entries: tuple[Entry, ...]


def stage(connection: sqlite3.Connection, article: Article) -> Staged:
    """Write down one article and its passages, unseen, and its place among those that it copies."""
    others = connection.execute(
        "SELECT version, content_hash, live_from, live_until, published, updated FROM versions"
        " WHERE article_id = ? AND state = 'live'",
        (article.id,),
    ).fetchall()
    row = next((other for other in others if other["live_until"] is None), None)
    present = _present(row) if row else None
    for other in others if present and is_older(article, present) else [row] if row else []:
        if other["content_hash"] == article.content_hash:
            return Staged("unchanged", article.with_version(other["version"]), ())
    last = connection.execute("SELECT max(version) FROM versions WHERE article_id = ?", (article.id,)).fetchone()[0]
    article = article.with_version((last or 0) + 1)
    fetched = article.fetched or datetime.now(UTC)
    spans = chunk(article.text)
    since, until = validity_of(article, fetched, present, [other["live_from"] for other in others])
    cursor = connection.execute(
        "INSERT INTO versions VALUES (NULL, ?, ?, 'staged', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.version,
            since,
            until,
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
            len(spans),
        ),
    )
    version_id = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO texts VALUES (?, ?)", (version_id, article.text))
    join_cluster(connection, version_id, article)
    entries = tuple(add_passage(connection, version_id, article, span) for span in spans)
    return Staged("updated" if row else "added", article, entries)


def _present(row: sqlite3.Row) -> CurrentVersion:
    published, updated = (datetime.fromisoformat(row[name]) if row[name] else None for name in ("published", "updated"))
    return CurrentVersion(published, updated, row["live_from"])


def add_passage(connection: sqlite3.Connection, version_id: int, article: Article, span: Span) -> Entry:
    """Write down one passage of a version."""
    text = indexed_text(heading(article), article.text[span[0] : span[1]])
    vector_hash = text_hash(text)
    cursor = connection.execute(
        "INSERT INTO passages (version_id, start, end, vector_hash) VALUES (?, ?, ?, ?)",
        (version_id, *span, vector_hash),
    )
    return Entry(int(cursor.lastrowid or 0), text, vector_hash)


def restage(connection: sqlite3.Connection, row: sqlite3.Row) -> Staged:
    """What `stage` did earlier with the version in `row`."""
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
