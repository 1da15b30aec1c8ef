"""The vector index: Chroma, with passage numbers and vectors. It is derived: the catalogue has every vector too."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding.embedder import Vector, Vectors
from index.errors import ServiceError, VectorIndexError
from index.system.disk import when_full
from index.system.wiping import fill_allocated_memory

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


@dataclass(frozen=True, slots=True)
class Place:
    """Location of one generation of a store's vectors: a folder, or a collection on a Chroma server.

    A new generation replaces the previous one only when it is complete. A damaged one is never repaired in place.
    """

    folder: Path
    server: str
    collection: str

    def delete(self) -> None:
        """Delete the generation, if it exists."""
        if not self.server:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        with _chroma_errors(self):
            client = _client(self)
            if self.collection in {collection.name for collection in client.list_collections()}:
                client.delete_collection(self.collection)

    def __str__(self) -> str:
        return f"{self.server} ({self.collection})" if self.server else str(self.folder)


class VectorIndex:
    """A Chroma collection of passage vectors.

    A record's id is the passage's number as text. Ids are never reused and records never updated: after upserts Chroma
    1.5 misses live records. Every method raises VectorIndexError if Chroma fails.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        with _chroma_errors(place):
            self._client = _client(place)
            self._collection = self._client.get_or_create_collection(
                place.collection,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            )
            self._batch = self._client.get_max_batch_size()

    def count(self) -> int:
        """Return the number of records."""
        with _chroma_errors(self.place):
            return self._collection.count()

    def numbers(self) -> set[int]:
        """Return the numbers of all passages in the collection."""
        with _chroma_errors(self.place):
            return {int(id) for id in self._collection.get(include=[])["ids"]}

    def add(self, passages: Sequence[int], vectors: Vectors) -> None:
        """Add records. Existing numbers keep their record."""
        for rows in self._batches(len(passages)):
            with _chroma_errors(self.place):
                self._collection.add(ids=[str(number) for number in passages[rows]], embeddings=vectors[rows])

    def remove(self, passages: Sequence[int]) -> None:
        """Delete records. Unknown numbers are ignored."""
        for rows in self._batches(len(passages)):
            with _chroma_errors(self.place):
                self._collection.delete(ids=[str(number) for number in passages[rows]])

    def vectors(self, passages: Sequence[int]) -> dict[int, Vector]:
        """Return {passage number: vector} as the collection stores them, without unknown numbers."""
        vectors: dict[int, Vector] = {}
        for rows in self._batches(len(passages)):
            with _chroma_errors(self.place):
                ids = [str(number) for number in passages[rows]]
                records: Any = self._collection.get(ids=ids, include=["embeddings"])
            vectors |= {int(id): vector for id, vector in zip(records["ids"], records["embeddings"], strict=True)}
        return vectors

    def nearest(self, vector: Vector, limit: int) -> dict[int, float]:
        """Return {passage number: cosine similarity} of the approximate nearest, including dead passages.

        Args:
            vector: Unit vector, shape (dimensions,).
            limit: Maximum number of results.
        """
        limit = min(limit, self.count())
        if not limit:
            return {}
        with _chroma_errors(self.place):
            results: Any = self._collection.query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
        pairs = zip(results["ids"][0], results["distances"][0], strict=True)
        return {int(id): 1.0 - distance for id, distance in pairs}

    def close(self) -> None:
        """Close the files."""
        close: Any = getattr(self._client, "close", None)  # only the embedded client has open files
        if close:
            close()

    def _batches(self, size: int) -> Iterator[slice]:
        """Return slices of at most as many records as Chroma accepts in one call."""
        return (slice(low, low + self._batch) for low in range(0, size, self._batch))


def exact_nearest(vector: Vector, passages: Sequence[int], vectors: Vectors, limit: int) -> dict[int, float]:
    """Compare a vector with every passage.

    Args:
        vector: Unit vector, shape (dimensions,).
        passages: Passage numbers, n.
        vectors: Their vectors, shape (n, dimensions).
        limit: Maximum number of results.

    Returns:
        {passage number: cosine similarity}, most similar first.
    """
    if not len(passages):
        return {}
    scores = vectors @ vector / np.maximum(np.linalg.norm(vectors, axis=1), 1e-9)
    best = np.argsort(-scores, kind="stable")[:limit]
    return {passages[row]: float(scores[row]) for row in best}


@contextmanager
def _chroma_errors(place: Place) -> Iterator[None]:
    """Raise whatever fails in Chroma as our errors. Panics of its Rust core are not `Exception`s."""
    try:
        yield
    except (ServiceError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        problem = " ".join(str(error).split())[:200]
        advice = ("" if place.server else when_full(place.folder)) or "run `citewell reindex`"
        raise VectorIndexError(f"the vector index {place} fails ({problem}); {advice}") from error


def _client(place: Place) -> "ClientAPI":
    import chromadb  # 1.5 to 3 s to import: only where a collection is used
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not place.server:
        fill_allocated_memory()
        place.folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=place.folder, settings=settings)
    try:
        secure, _, rest = place.server.partition("://")
        host, _, port = rest.rstrip("/").partition(":")
        default = 443 if secure == "https" else 8000
        return chromadb.HttpClient(host=host, port=int(port or default), ssl=secure == "https", settings=settings)
    except ValueError as error:
        raise ServiceError(
            f"no Chroma server answers at {place.server} ({error}); start it, or unset CITEWELL_CHROMA"
        ) from error
