"""The catalogue: what articles there are, in which versions, cut into which passages, and how far each one has come."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np

from index.article import Article
from index.database import Database
from index.dates import micros
from index.embed import Vectors
from index.errors import EmbedderMismatchError
from index.generation import Generation
from index.sentences import Span
from index.split import heading, indexed_text, split, text_hash
from index.view import Entry, View, article_of

Outcome = Literal["added", "updated", "unchanged"]

FILE = "catalogue.sqlite3"
"""Its name in a store's folder."""
GENERATION, NEXT = "generation", "next generation"
WRITING = "writing vectors"
"""Noted while vectors are being written: where it still stands when a store is opened, the writer was killed."""
WORDS_LOST = "words lost"
"""Noted while the lexical index has to be made again."""
STORE = "store"
"""A name that no other store has, for what it keeps on a server."""


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

    def noted(self, key: str) -> str:
        """What `note` wrote under `key`; "" where it wrote nothing."""
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return str(row["value"]) if row else ""

    def note(self, key: str, value: str) -> None:
        """Write down a fact about the store as a whole; "" forgets it."""
        with self._database.write() as connection:
            _note(connection, key, value)

    def generation(self, key: str = GENERATION) -> Generation | None:
        """The generation of vectors that searches use, or (NEXT) the one being made; None where there is none."""
        kept = self.noted(key)
        return Generation.parse(kept) if kept else None

    def claim(self, embedder: str, dimensions: int) -> Generation:
        """The store's generation of vectors, which this embedder must have filled; the first one, in a new store.

        Raises:
            EmbedderMismatchError: another embedder did.
        """
        kept = self.generation()
        if kept is None:
            kept = Generation(1, embedder, dimensions)
            self.note(GENERATION, str(kept))
        if not kept.made_by(embedder, dimensions):
            raise EmbedderMismatchError(
                f"this store was embedded with {kept.embedder} ({kept.dimensions} dimensions), and {embedder} "
                f"({dimensions}) is configured; set CITEWELL_EMBEDDER back, or run `citewell reindex --embedder "
                f"{embedder.split('@')[0]}`"
            )
        return kept

    def next_generation(self, embedder: str, dimensions: int, *, anew: bool = False) -> Generation:
        """The generation to make with this embedder: the one begun earlier, or (always where `anew`) a new one."""
        begun, now = self.generation(NEXT), self.generation()
        if anew or begun is None or not begun.made_by(embedder, dimensions):
            begun = Generation(max(one.number if one else 0 for one in (begun, now)) + 1, embedder, dimensions)
            self.note(NEXT, str(begun))
        return begun

    def switch_to(self, generation: Generation) -> None:
        """Let searches use the generation that has been made, from now on."""
        with self._database.write() as connection:
            _note(connection, GENERATION, str(generation))
            _note(connection, NEXT, "")
            _note(connection, WRITING, "")

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
        """Note that the articles are out of both indexes too, and forget their words."""
        with self._database.write() as connection:
            for article_id in article_ids:
                _forget(connection, article_id)
            connection.execute("DELETE FROM vectors WHERE hash NOT IN (SELECT vector_hash FROM passages)")

    def recut(self, version_ids: Iterable[int]) -> None:
        """Cut versions into passages anew, and stage them: what they were cut into is not what their text says."""
        with self._database.write() as connection:
            for version_id in version_ids:
                connection.execute("DELETE FROM passages WHERE version_id = ?", (version_id,))
                row = connection.execute(
                    "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id WHERE v.id = ?",
                    (version_id,),
                ).fetchone()
                article = article_of(row)
                spans = split(article.text)
                for span in spans:
                    _add_passage(connection, version_id, article, span)
                connection.execute(
                    "UPDATE versions SET state = 'staged', passages = ? WHERE id = ?", (len(spans), version_id)
                )

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the file, and references that lead nowhere."""
        with self._database.read() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
            lost = [f"a row of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
        return found + lost[:5]

    def unfinished(self) -> tuple[list[Staged], list[str]]:
        """What an interrupted process left behind: (versions staged and not published, articles half removed)."""
        with self._database.read() as connection:
            staged = connection.execute(
                "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id"
                " WHERE v.state = 'staged' ORDER BY v.id"
            ).fetchall()
            removing = connection.execute("SELECT DISTINCT article_id FROM versions WHERE state = 'removing'")
            return [_restage(connection, row) for row in staged], [row["article_id"] for row in removing]


def _note(connection: sqlite3.Connection, key: str, value: str) -> None:
    if value:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    else:
        connection.execute("DELETE FROM meta WHERE key = ?", (key,))


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
    vector_hash = text_hash(text)
    cursor = connection.execute(
        "INSERT INTO passages (version_id, start, end, vector_hash) VALUES (?, ?, ?, ?)",
        (version_id, *span, vector_hash),
    )
    return Entry(int(cursor.lastrowid or 0), text, vector_hash)


def _publish(connection: sqlite3.Connection, article: Article) -> None:
    row = connection.execute(
        "SELECT live_from, live_until FROM versions WHERE article_id = ? AND version = ?", (article.id, article.version)
    ).fetchone()
    if row["live_until"] is None:
        connection.execute(
            "UPDATE versions SET live_until = ? WHERE article_id = ? AND state = 'live' AND live_until IS NULL",
            (row["live_from"], article.id),
        )
    connection.execute(
        "UPDATE versions SET state = 'live' WHERE article_id = ? AND version = ?", (article.id, article.version)
    )


def _forget(connection: sqlite3.Connection, article_id: str) -> None:
    """Delete the text and passages of an article being removed. That it was there stays: versions go on counting."""
    gone = "(SELECT id FROM versions WHERE article_id = ? AND state = 'removing')"
    connection.execute(f"DELETE FROM passages WHERE version_id IN {gone}", (article_id,))
    connection.execute(f"DELETE FROM texts WHERE version_id IN {gone}", (article_id,))
    connection.execute(
        "UPDATE versions SET state = 'removed', title = '', url = '', authors = '[]'"
        " WHERE article_id = ? AND state = 'removing'",
        (article_id,),
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
