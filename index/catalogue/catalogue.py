"""The catalogue: articles, their versions and passages, and how far each one has come."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np

from index.article import Article
from index.catalogue.database import Database
from index.catalogue.generation import Generation
from index.catalogue.staging import Staged, add_passage, restage, stage
from index.catalogue.tombstones import take_out
from index.catalogue.view import View
from index.chunking.chunker import chunk
from index.dedup.clustering import cluster_pending, forget_clusters, leave_cluster
from index.embedding.embedder import Vectors
from index.errors import EmbedderMismatchError

FILE = "catalogue.sqlite3"
"""File name in a store's folder."""
GENERATION, NEXT = "generation", "next generation"
"""Keys of the generation that searches use, and of the one being built. Keys are part of the store's format."""
WRITING_VECTORS = "writing vectors"
"""Key set while vectors are being written: if it is set when a store is opened, the writer was killed."""
LEXICAL_LOST = "words lost"
"""Key set while the lexical index must be rebuilt."""
SIGNATURE_VERSION = "sketched"
"""Key of the version of all signatures (`index.dedup.signatures.VERSION`), set once every article version has one."""
STORE = "store"
"""Key of the store's unique name, for its collections on a Chroma server."""


class Catalogue:
    """The store's SQLite file and all changes to it. `view()` reads it."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path)

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def view(self) -> Iterator[View]:
        """Open a snapshot to read from."""
        with self._database.read() as connection:
            yield View(connection)

    def noted(self, key: str) -> str:
        """Return the value of a key of `meta`; "" if it is not set."""
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return str(row["value"]) if row else ""

    def note(self, key: str, value: str) -> None:
        """Set a key of `meta`; "" deletes it."""
        with self._database.write() as connection:
            _note(connection, key, value)

    def generation(self, key: str = GENERATION) -> Generation | None:
        """Return the generation of vectors that searches use, or (NEXT) the one being built; None if there is none."""
        value = self.noted(key)
        return Generation.parse(value) if value else None

    def claim(self, embedder: str, dimensions: int) -> Generation:
        """Return the store's generation of vectors, or create the first one in a new store.

        Raises:
            EmbedderMismatchError: Another embedder filled it.
        """
        generation = self.generation()
        if generation is None:
            generation = Generation(1, embedder, dimensions)
            self.note(GENERATION, str(generation))
        if not generation.made_by(embedder, dimensions):
            raise EmbedderMismatchError(
                f"this store was embedded with {generation.embedder} ({generation.dimensions} dimensions), and "
                f"{embedder} ({dimensions}) is configured; set CITEWELL_EMBEDDER back, or run `citewell reindex "
                f"--embedder {embedder.split('@')[0]}`"
            )
        return generation

    def next_generation(self, embedder: str, dimensions: int, *, anew: bool = False) -> Generation:
        """Return the generation to build with this embedder: an unfinished one, or (always if `anew`) a new one."""
        unfinished, current = self.generation(NEXT), self.generation()
        if not anew and unfinished is not None and unfinished.made_by(embedder, dimensions):
            return unfinished
        last = max(generation.number if generation else 0 for generation in (unfinished, current))
        started = Generation(last + 1, embedder, dimensions)
        self.note(NEXT, str(started))
        return started

    def switch_to(self, generation: Generation) -> None:
        """Let searches use a new generation from now on."""
        with self._database.write() as connection:
            _note(connection, GENERATION, str(generation))
            _note(connection, NEXT, "")
            _note(connection, WRITING_VECTORS, "")

    def stage(self, articles: Sequence[Article]) -> list[Staged]:
        """Store articles and their passages, hidden until `publish`. An unchanged article costs only a hash.

        An article may occur only once per call: a second version must follow the publication of the first.
        """
        with self._database.write() as connection:
            return [stage(connection, article) for article in articles]

    def keep_vectors(self, hashes: Sequence[str], vectors: Vectors, embedder: str) -> None:
        """Store vectors as float16 under the hashes of their texts."""
        rows = [
            (hash, embedder, vector.astype(np.float16).tobytes()) for hash, vector in zip(hashes, vectors, strict=True)
        ]
        with self._database.write() as connection:
            connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)

    def publish(self, articles: Iterable[Article]) -> None:
        """Make staged versions live, and end the validity of the versions that they replace, in one transaction."""
        with self._database.write() as connection:
            for article in articles:
                _publish(connection, article)

    def remove(self, article_ids: Iterable[str]) -> set[str]:
        """Hide articles in every version at once. Return the ids that existed."""
        with self._database.write() as connection:
            return {article_id for article_id in article_ids if take_out(connection, article_id)}

    def removed(self, article_ids: Sequence[str]) -> None:
        """Record that the articles are out of both indexes, and delete their text."""
        with self._database.write() as connection:
            for article_id in article_ids:
                _forget(connection, article_id)
            connection.execute("DELETE FROM vectors WHERE hash NOT IN (SELECT vector_hash FROM passages)")

    def cluster_some(self, limit: int) -> int:
        """Assign up to `limit` versions without a cluster to one. Return how many there were."""
        with self._database.write() as connection:
            return cluster_pending(connection, limit)

    def uncluster(self) -> None:
        """Delete all signatures and clusters, to compute them again."""
        with self._database.write() as connection:
            forget_clusters(connection)
            _note(connection, SIGNATURE_VERSION, "")

    def change(self) -> AbstractContextManager[sqlite3.Connection]:
        """Open a transaction for another module, such as `index/ingest/purge.py`."""
        return self._database.write()

    def compact(self) -> None:
        """Erase deleted data from disk."""
        self._database.compact()

    def rechunk(self, version_ids: Iterable[int]) -> None:
        """Cut versions into passages again, and stage them: their passages do not match their text."""
        with self._database.write() as connection:
            for version_id in version_ids:
                connection.execute("DELETE FROM passages WHERE version_id = ?", (version_id,))
                row = connection.execute(
                    "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id WHERE v.id = ?",
                    (version_id,),
                ).fetchone()
                article = Article.from_row(row)
                spans = chunk(article.text)
                for span in spans:
                    add_passage(connection, version_id, article, span)
                connection.execute(
                    "UPDATE versions SET state = 'staged', passages = ? WHERE id = ?", (len(spans), version_id)
                )

    def problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file, and up to 5 dangling references."""
        with self._database.read() as connection:
            damage = [str(row[0]) for row in connection.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
            dangling = [
                f"a row of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")
            ]
        return damage + dangling[:5]

    def unfinished(self) -> tuple[list[Staged], list[str]]:
        """Return what an interrupted process left: (versions staged but not published, articles half removed)."""
        with self._database.read() as connection:
            staged = connection.execute(
                "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id"
                " WHERE v.state = 'staged' ORDER BY v.id"
            ).fetchall()
            removing = connection.execute("SELECT DISTINCT article_id FROM versions WHERE state = 'removing'")
            return [restage(connection, row) for row in staged], [row["article_id"] for row in removing]


def _note(connection: sqlite3.Connection, key: str, value: str) -> None:
    if value:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    else:
        connection.execute("DELETE FROM meta WHERE key = ?", (key,))


def _publish(connection: sqlite3.Connection, article: Article) -> None:
    row = connection.execute(
        "SELECT live_from, live_until FROM versions WHERE article_id = ? AND version = ?", (article.id, article.version)
    ).fetchone()
    if row["live_until"] is None:
        connection.execute(
            "UPDATE versions SET live_until = ? WHERE article_id = ? AND state = 'live' AND live_until IS NULL",
            (row["live_from"], article.id),
        )
    else:  # an older version that arrives late ends the validity of the one before it
        connection.execute(
            "UPDATE versions SET live_until = ? WHERE article_id = ? AND version != ? AND state = 'live'"
            " AND live_from <= ? AND live_until > ?",
            (row["live_from"], article.id, article.version, row["live_from"], row["live_from"]),
        )
    connection.execute(
        "UPDATE versions SET state = 'live' WHERE article_id = ? AND version = ?", (article.id, article.version)
    )


def _forget(connection: sqlite3.Connection, article_id: str) -> None:
    """Delete the text and passages of an article being removed. Its rows stay, so that version numbers continue."""
    removing = "(SELECT id FROM versions WHERE article_id = ? AND state = 'removing')"
    leave_cluster(connection, article_id, "removing")
    connection.execute(f"DELETE FROM passages WHERE version_id IN {removing}", (article_id,))
    connection.execute(f"DELETE FROM texts WHERE version_id IN {removing}", (article_id,))
    connection.execute(
        "UPDATE versions SET state = 'removed', title = '', url = '', authors = '[]'"
        " WHERE article_id = ? AND state = 'removing'",
        (article_id,),
    )
