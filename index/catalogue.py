"""The catalogue: what articles there are, in which versions, cut into which passages, and how far each one has come."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

import numpy as np

from index.article import Article
from index.database import Database
from index.dates import micros
from index.embed import Vectors
from index.errors import EmbedderMismatchError
from index.sentences import Span
from index.split import heading, indexed_text, split
from index.view import View, article_of

Outcome = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage on its way into the indexes: its number, the text that is indexed, and the hash of that text."""

    passage: int
    text: str
    vector_hash: str


@dataclass(frozen=True, slots=True)
class Staged:
    """What `stage` did with one article."""

    outcome: Outcome
    article: Article
    entries: tuple[Entry, ...]


class Catalogue:
    """The store's SQLite file, and every change that can be made to it. Reading is done through `view()`."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path)

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def view(self) -> Iterator[View]:
        """One moment of the catalogue, to read from."""
        with self._database.read() as connection:
            yield View(connection)

    def claim_embedder(self, name: str, dimensions: int) -> None:
        """Record which embedder fills this store, or check that it is still the same.

        Raises:
            EmbedderMismatchError: another one did.
        """
        wanted = json.dumps({"name": name, "dimensions": dimensions})
        with self._database.write() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'embedder'").fetchone()
            if row is None:
                connection.execute("INSERT INTO meta VALUES ('embedder', ?)", (wanted,))
            elif row["value"] != wanted:
                kept = json.loads(row["value"])
                raise EmbedderMismatchError(
                    f"this store was embedded with {kept['name']} ({kept['dimensions']} dimensions), and {name} "
                    f"({dimensions}) is configured; set CITEWELL_EMBEDDER back, or ingest into a new --store"
                )

    def stage(self, articles: Sequence[Article]) -> list[Staged]:
        """Write down articles and their passages, unseen until `publish`. An unchanged article costs a hash.

        No article may be given twice in one call: the second would have to follow the first's publication.
        """
        with self._database.write() as connection:
            return [_stage(connection, article) for article in articles]

    def keep_vectors(self, hashes: Sequence[str], vectors: Vectors, embedder: str) -> None:
        """Keep vectors, as float16, under the hashes of their texts."""
        rows = [
            (hash, embedder, vector.astype(np.float16).tobytes()) for hash, vector in zip(hashes, vectors, strict=True)
        ]
        with self._database.write() as connection:
            connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)

    def publish(self, articles: Iterable[Article]) -> None:
        """Make staged versions live, and close the versions that they replace, in one step for whoever asks."""
        with self._database.write() as connection:
            for article in articles:
                _publish(connection, article)

    def remove(self, article_ids: Iterable[str]) -> set[str]:
        """Take articles out of everybody's sight, in every version, at once. Returns those that there were."""
        with self._database.write() as connection:
            return {
                article_id
                for article_id in article_ids
                if connection.execute(
                    "UPDATE versions SET state = 'removing' WHERE article_id = ? AND state IN ('live', 'staged')",
                    (article_id,),
                ).rowcount
            }

    def removed(self, article_ids: Sequence[str]) -> None:
        """Note that the articles are out of both indexes too."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE versions SET state = 'removed' WHERE article_id = ? AND state = 'removing'",
                [(article_id,) for article_id in article_ids],
            )

    def unfinished(self) -> tuple[list[Staged], list[str]]:
        """What an interrupted process left behind: (versions staged and not published, articles half removed)."""
        with self._database.read() as connection:
            staged = connection.execute(
                "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id"
                " WHERE v.state = 'staged' ORDER BY v.id"
            ).fetchall()
            removing = connection.execute("SELECT DISTINCT article_id FROM versions WHERE state = 'removing'")
            return [_restage(connection, row) for row in staged], [row["article_id"] for row in removing]


def _stage(connection: sqlite3.Connection, article: Article) -> Staged:
    row = connection.execute(
        "SELECT version, content_hash, live_from FROM versions"
        " WHERE article_id = ? AND state = 'live' AND live_until IS NULL",
        (article.id,),
    ).fetchone()
    if row and row["content_hash"] == article.content_hash:
        return Staged("unchanged", article.with_version(row["version"]), ())
    last = connection.execute("SELECT max(version) FROM versions WHERE article_id = ?", (article.id,)).fetchone()[0]
    article = article.with_version((last or 0) + 1)
    fetched = article.fetched or datetime.now(UTC)
    spans = split(article.text)
    cursor = connection.execute(
        "INSERT INTO versions VALUES (NULL, ?, ?, 'staged', ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.version,
            _live_from(article, fetched, row),
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
    version_id = cursor.lastrowid
    connection.execute("INSERT INTO texts VALUES (?, ?)", (version_id, article.text))
    entries = tuple(_add_passage(connection, version_id, article, span) for span in spans)
    return Staged("updated" if row else "added", article, entries)


def _live_from(article: Article, fetched: datetime, replaced: sqlite3.Row | None) -> int:
    """When a version began to stand.

    A first version stands since it was published, whenever it was ingested. A later one stands since its own update,
    where it names one after the version that it replaces began, else since it was fetched.
    """
    if replaced is None:
        return micros(min(article.published or fetched, fetched))
    updated = article.updated and micros(min(article.updated, fetched))
    return updated if updated and updated > replaced["live_from"] else max(micros(fetched), replaced["live_from"])


def _add_passage(connection: sqlite3.Connection, version_id: int | None, article: Article, span: Span) -> Entry:
    text = indexed_text(heading(article), article.text[span[0] : span[1]])
    vector_hash = sha256(text.encode()).hexdigest()[:32]
    cursor = connection.execute(
        "INSERT INTO passages (version_id, start, end, vector_hash) VALUES (?, ?, ?, ?)",
        (version_id, *span, vector_hash),
    )
    return Entry(int(cursor.lastrowid or 0), text, vector_hash)


def _publish(connection: sqlite3.Connection, article: Article) -> None:
    row = connection.execute(
        "SELECT live_from FROM versions WHERE article_id = ? AND version = ?", (article.id, article.version)
    ).fetchone()
    connection.execute(
        "UPDATE versions SET live_until = ? WHERE article_id = ? AND state = 'live' AND live_until IS NULL",
        (row["live_from"], article.id),
    )
    connection.execute(
        "UPDATE versions SET state = 'live' WHERE article_id = ? AND version = ?", (article.id, article.version)
    )


def _restage(connection: sqlite3.Connection, row: sqlite3.Row) -> Staged:
    article = article_of(row)
    passages = connection.execute("SELECT * FROM passages WHERE version_id = ? ORDER BY id", (row["id"],))
    line = heading(article)
    entries = tuple(
        Entry(
            passage["id"], indexed_text(line, article.text[passage["start"] : passage["end"]]), passage["vector_hash"]
        )
        for passage in passages
    )
    return Staged("updated" if article.version > 1 else "added", article, entries)
