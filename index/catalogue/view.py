"""Reads the catalogue: one snapshot from which a question reads everything it needs."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from index.article import Article, Passage
from index.chunking.chunker import heading, indexed_text, text_hash
from index.embedding.embedder import Vector, Vectors
from index.errors import NotFoundError
from index.filters import Filter, where

NOW = Filter()
"""Every currently valid version."""
LARGEST = 2**63 - 1
"""The largest integer of SQLite."""


@dataclass(frozen=True, slots=True)
class Summary:
    """An article in a list, with its number of passages."""

    article: Article
    passages: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of currently valid articles and passages, and the latest date of publication, if any."""

    articles: int
    passages: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage for the indexes: its number, the indexed text, and the hash of that text."""

    passage: int
    text: str
    vector_hash: str


class View:
    """A snapshot of the catalogue. Passages have numbers here; `Passage.id` is "p" and the number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def counts(self) -> Counts:
        """Return the numbers of currently valid articles and passages, and the latest date of publication."""
        condition, values = where(NOW)
        row = self._connection.execute(
            f"SELECT count(*) AS articles, max(v.published_at) AS newest FROM versions v WHERE {condition}", values
        ).fetchone()
        newest = self._connection.execute(
            f"SELECT v.published FROM versions v WHERE v.published_at = ? AND {condition}", [row["newest"], *values]
        ).fetchone()
        passages = self.count_passing(NOW)
        return Counts(row["articles"], passages, datetime.fromisoformat(newest["published"]) if newest else None)

    def count_passing(self, filter: Filter) -> int:
        """Return the number of passages that meet `filter`."""
        condition, values = where(filter)
        row = self._connection.execute(f"SELECT total(v.passages) FROM versions v WHERE {condition}", values)
        return int(row.fetchone()[0])

    def passing(self, filter: Filter, among: Iterable[int]) -> set[int]:
        """Return the passages of `among` that meet `filter`."""
        condition, values = where(filter)
        rows = self._connection.execute(
            "SELECT p.id FROM passages p JOIN versions v ON v.id = p.version_id"
            f" WHERE p.id IN (SELECT value FROM json_each(?)) AND {condition}",
            [json.dumps(list(among)), *values],
        )
        return {row["id"] for row in rows}

    def passing_vectors(self, filter: Filter, embedder: str) -> tuple[list[int], Vectors]:
        """Return the n passages that meet `filter` and have a vector by `embedder`, and their vectors, shape (n, d)."""
        condition, values = where(filter)
        rows = self._connection.execute(
            "SELECT p.id, k.vector FROM versions v JOIN passages p ON p.version_id = v.id"
            f" JOIN vectors k ON k.hash = p.vector_hash AND k.embedder = ? WHERE {condition} ORDER BY p.id",
            [embedder, *values],
        ).fetchall()
        return [row["id"] for row in rows], _decoded([row["vector"] for row in rows])

    def vectors(self, hashes: Iterable[str], embedder: str) -> dict[str, Vector]:
        """Return {hash of the indexed text: vector}, without hashes that have none."""
        rows = self._connection.execute(
            "SELECT hash, vector FROM vectors WHERE embedder = ? AND hash IN (SELECT value FROM json_each(?))",
            (embedder, json.dumps(list(hashes))),
        ).fetchall()
        return dict(zip([row["hash"] for row in rows], _decoded([row["vector"] for row in rows]), strict=True))

    def indexed_counts(self) -> tuple[int, int]:
        """Return (minimum, maximum) of the passages in an index: of live versions, and also of staged and removing."""
        row = self._connection.execute(
            "SELECT total(passages) FILTER (WHERE state = 'live'), total(passages) FROM versions"
            " WHERE state IN ('live', 'staged', 'removing')"
        ).fetchone()
        return int(row[0]), int(row[1])

    def indexed(self, after: int, limit: int) -> list[Entry]:
        """Return up to `limit` passages of live versions (also old ones) with numbers above `after`, by number."""
        rows = self._connection.execute(
            f"{_SELECT_INDEXED} WHERE p.id > ? AND v.state = 'live' ORDER BY p.id LIMIT ?",
            (after, limit),
        )
        return [_entry(row) for row in rows]

    def numbers(self, *states: str) -> set[int]:
        """Return the passages of all versions in these states."""
        rows = self._connection.execute(
            "SELECT p.id FROM passages p JOIN versions v ON v.id = p.version_id"
            " WHERE v.state IN (SELECT value FROM json_each(?))",
            (json.dumps(states),),
        )
        return {row["id"] for row in rows}

    def vectors_of(self, numbers: Iterable[int], embedder: str) -> dict[int, Vector]:
        """Return {passage: vector by `embedder`}, without passages that have none."""
        rows = self._connection.execute(
            "SELECT p.id, k.vector FROM passages p JOIN vectors k ON k.hash = p.vector_hash AND k.embedder = ?"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            (embedder, json.dumps(list(numbers))),
        ).fetchall()
        return dict(zip([row["id"] for row in rows], _decoded([row["vector"] for row in rows]), strict=True))

    def count_vectors(self, embedder: str) -> int:
        """Return the number of passages of live versions that have a vector by `embedder`."""
        row = self._connection.execute(
            "SELECT count(*) FROM passages p JOIN versions v ON v.id = p.version_id AND v.state = 'live'"
            " JOIN vectors k ON k.hash = p.vector_hash AND k.embedder = ?",
            (embedder,),
        )
        return int(row.fetchone()[0])

    def count_wrong_vectors(self, embedder: str, size: int) -> int:
        """Return the number of vectors by `embedder` that are not `size` bytes long."""
        row = self._connection.execute(
            "SELECT count(*) FROM vectors WHERE embedder = ? AND length(vector) != ?", (embedder, size)
        )
        return int(row.fetchone()[0])

    def wrong_passages(self) -> dict[int, str]:
        """Return {version's number in the catalogue: article id} of live versions whose passages do not match their
        text, or are not all there."""
        wrong = {
            row["id"]: row["article_id"]
            for row in self._connection.execute(
                "SELECT v.id, v.article_id FROM versions v JOIN texts t ON t.version_id = v.id WHERE v.state = 'live'"
                " AND v.passages != (SELECT count(*) FROM passages p WHERE p.version_id = v.id"
                " AND 0 <= p.start AND p.start < p.end AND p.end <= length(t.text))"
            )
        }
        for row in self._connection.execute(f"{_SELECT_INDEXED} WHERE v.state = 'live'"):
            if text_hash(_entry(row).text) != row["vector_hash"]:
                wrong[row["id"]] = row["article_id"]
        return wrong

    def altered(self) -> list[str]:
        """Return the ids of articles whose content does not match its hash."""
        rows = self._connection.execute(f"{_SELECT_ARTICLE} WHERE v.state = 'live'")
        return [row["article_id"] for row in rows if Article.from_row(row).content_hash != row["content_hash"]]

    def passages(self, numbers: Iterable[int]) -> dict[int, Passage]:
        """Return {number: passage}, valid or not, without unknown numbers."""
        rows = self._connection.execute(
            f"{_SELECT_PASSAGE} WHERE p.id IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
        )
        return {row["id"]: _passage(row) for row in rows}

    def passages_of(self, article_id: str, version: int) -> list[Passage]:
        """Return the passages of one version in text order."""
        rows = self._connection.execute(
            f"{_SELECT_PASSAGE} WHERE v.article_id = ? AND v.version = ? ORDER BY p.start", (article_id, version)
        )
        return [_passage(row) for row in rows]

    def passages_being_removed(self, article_ids: Iterable[str]) -> list[int]:
        """Return the passages of these articles whose index entries must be deleted."""
        rows = self._connection.execute(
            "SELECT p.id FROM passages p JOIN versions v ON v.id = p.version_id"
            " WHERE v.state = 'removing' AND v.article_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(article_ids)),),
        )
        return [row["id"] for row in rows]

    def article(self, article_id: str, version: int | None = None) -> Article:
        """Return an article in its current version, or in `version`. Removed articles have no versions.

        Raises:
            NotFoundError: There is no such article or version.
        """
        if version is not None and abs(version) > LARGEST:
            raise NotFoundError(f"there is no version {version} of {article_id!r}; leave it out for the current one")
        condition = "v.live_until IS NULL" if version is None else "v.version = ?"
        row = self._connection.execute(
            f"{_SELECT_ARTICLE} WHERE v.article_id = ? AND v.state = 'live' AND {condition}",
            (article_id,) if version is None else (article_id, version),
        ).fetchone()
        if row is None:
            raise NotFoundError(f"there is no article {article_id!r}; `citewell articles` lists what there is")
        return Article.from_row(row)

    def summaries(self, filter: Filter = NOW, limit: int = -1, offset: int = 0) -> list[Summary]:
        """Return the articles that meet `filter`, newest first, undated last. A limit of -1 means all."""
        return self.some(*where(filter), limit, offset)

    def some(self, condition: str, values: Sequence[object], limit: int, offset: int) -> list[Summary]:
        """Return the articles that meet an SQL condition on `versions v`, in the same order. Reads only their texts."""
        rows = self._connection.execute(
            f"{_SELECT_ARTICLE} WHERE v.id IN (SELECT v.id FROM versions v WHERE {condition}"
            f" ORDER BY {_NEWEST} LIMIT ? OFFSET ?) ORDER BY {_NEWEST}",
            [*values, limit, offset],
        )
        return [Summary(Article.from_row(row), row["passages"]) for row in rows]

    def rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Run a query of another module on this snapshot."""
        return self._connection.execute(query, values).fetchall()

    def sources(self) -> list[str]:
        """Return every publisher of all versions."""
        return [row["source"] for row in self._connection.execute("SELECT DISTINCT source FROM versions")]

    def read_from(self, folder: str) -> dict[str, str]:
        """Return {article id: file} of the current versions read from files under `folder` (absolute)."""
        prefix = folder.rstrip("/") + "/"
        condition, values = where(NOW)
        rows = self._connection.execute(
            f"SELECT v.article_id, v.origin FROM versions v WHERE {condition} AND substr(v.origin, 1, ?) = ?",
            [*values, len(prefix), prefix],
        )
        return {row["article_id"]: row["origin"] for row in rows}


_NEWEST = "v.published_at IS NULL, v.published_at DESC, v.article_id"
_SELECT_ARTICLE = "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id"
_SELECT_INDEXED = (
    "SELECT p.id AS passage, p.vector_hash, v.*, substr(t.text, p.start + 1, p.end - p.start) AS text"
    " FROM passages p JOIN versions v ON v.id = p.version_id JOIN texts t ON t.version_id = v.id"
)
_SELECT_PASSAGE = (
    "SELECT p.id, p.start, p.end, v.article_id, v.version, substr(t.text, p.start + 1, p.end - p.start) AS passage"
    " FROM passages p JOIN versions v ON v.id = p.version_id JOIN texts t ON t.version_id = v.id"
)


def passage_number(passage_id: str) -> int:
    """Return the number of a passage id ("p12" gives 12).

    Raises:
        NotFoundError: The text is not a passage id.
    """
    if passage_id.startswith("p") and passage_id[1:].isdecimal() and (number := int(passage_id[1:])) <= LARGEST:
        return number
    raise NotFoundError(f"{passage_id!r} is no passage id; they look like p12")


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(row["passage"], indexed_text(heading(Article.from_row(row)), row["text"]), row["vector_hash"])


def _decoded(vectors: list[bytes]) -> Vectors:
    """Decode stored float16 vectors into float32, shape (len(vectors), dimensions)."""
    flat = np.frombuffer(b"".join(vectors), np.float16).astype(np.float32)
    return flat.reshape(len(vectors), -1) if vectors else np.empty((0, 0), np.float32)


def _passage(row: sqlite3.Row) -> Passage:
    return Passage(f"p{row['id']}", row["article_id"], row["start"], row["end"], row["passage"], row["version"])
