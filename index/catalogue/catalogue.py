"""The catalogue: what articles there are, in which versions, cut into which passages, and how far each one has come."""

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
"""Its name in a store's folder."""
GENERATION, NEXT = "generation", "next generation"
WRITING = "writing vectors"
"""Noted while vectors are being written: where it still stands when a store is opened, the writer was killed."""
WORDS_LOST = "words lost"
"""Noted while the lexical index has to be made again."""
SKETCHED = "sketched"
"""How the sketches were made (`index.dedup.signatures.VERSION`), noted once every version has one."""
STORE = "store"
"""A name that no other store has, for what it keeps on a server."""


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
            return [stage(connection, article) for article in articles]

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
            return {article_id for article_id in article_ids if take_out(connection, article_id)}

    def removed(self, article_ids: Sequence[str]) -> None:
        """Note that the articles are out of both indexes too, and forget their words."""
        with self._database.write() as connection:
            for article_id in article_ids:
                _forget(connection, article_id)
            connection.execute("DELETE FROM vectors WHERE hash NOT IN (SELECT vector_hash FROM passages)")

    def cluster_some(self, limit: int) -> int:
        """Give up to `limit` versions their place among reprints that have none yet. Returns how many there were."""
        with self._database.write() as connection:
            return cluster_pending(connection, limit)

    def uncluster(self) -> None:
        """Forget all sketches and clusters, to make them again."""
        with self._database.write() as connection:
            forget_clusters(connection)
            _note(connection, SKETCHED, "")

    def change(self) -> AbstractContextManager[sqlite3.Connection]:
        """A change that has a file of its own (`index/ingest/purge.py`): all of the block is kept, or none of it."""
        return self._database.write()

    def compact(self) -> None:
        """Leave nothing on disk of what was deleted."""
        self._database.compact()

    def recut(self, version_ids: Iterable[int]) -> None:
        """Cut versions into passages anew, and stage them: what they were cut into is not what their text says."""
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
    else:  # an older version that came in late ends the one before it
        connection.execute(
            "UPDATE versions SET live_until = ? WHERE article_id = ? AND version != ? AND state = 'live'"
            " AND live_from <= ? AND live_until > ?",
            (row["live_from"], article.id, article.version, row["live_from"], row["live_from"]),
        )
    connection.execute(
        "UPDATE versions SET state = 'live' WHERE article_id = ? AND version = ?", (article.id, article.version)
    )


def _forget(connection: sqlite3.Connection, article_id: str) -> None:
    """Delete the text and passages of an article being removed. That it was there stays: versions go on counting."""
    gone = "(SELECT id FROM versions WHERE article_id = ? AND state = 'removing')"
    leave_cluster(connection, article_id, "removing")
    connection.execute(f"DELETE FROM passages WHERE version_id IN {gone}", (article_id,))
    connection.execute(f"DELETE FROM texts WHERE version_id IN {gone}", (article_id,))
    connection.execute(
        "UPDATE versions SET state = 'removed', title = '', url = '', authors = '[]'"
        " WHERE article_id = ? AND state = 'removing'",
        (article_id,),
    )
