"""The vector index: Chroma, holding numbers and vectors only. It is derived: the catalogue keeps every vector too."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embed import Vector, Vectors
from index.errors import ServiceError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

COLLECTION = "passages"


class VectorIndex:
    """A Chroma collection of passage vectors, in a folder or on a Chroma server.

    A record's id is the passage's number as text. Ids are never used twice and records never changed: after upserts
    Chroma 1.5 loses live records from its answers.
    """

    def __init__(self, place: Path | str, dimensions: int) -> None:
        """`place` is a folder, or the address of a Chroma server."""
        self._client = _client(place)
        self._dimensions = dimensions
        self._collection = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
        )
        self._batch = self._client.get_max_batch_size()

    def count(self) -> int:
        """How many records the collection holds."""
        return self._collection.count()

    def add(self, passages: Sequence[int], vectors: Vectors) -> None:
        """Add records; numbers that are there already stay as they are."""
        for rows in self._batches(len(passages)):
            self._collection.add(ids=[str(number) for number in passages[rows]], embeddings=vectors[rows])

    def remove(self, passages: Sequence[int]) -> None:
        """Delete records; numbers that are not there are passed over."""
        for rows in self._batches(len(passages)):
            self._collection.delete(ids=[str(number) for number in passages[rows]])

    def holds(self, passages: Sequence[int]) -> set[int]:
        """Those of `passages` that the collection has a record of."""
        found: set[int] = set()
        for rows in self._batches(len(passages)):
            ids = [str(number) for number in passages[rows]]
            found.update(int(id) for id in self._collection.get(ids=ids, include=[])["ids"])
        return found

    def nearest(self, vector: Vector, limit: int) -> dict[int, float]:
        """Passage number -> cosine similarity of the (approximately) `limit` nearest, dead ones among them."""
        limit = min(limit, self.count())
        if not limit:
            return {}
        answer: Any = self._collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        return {int(id): 1.0 - distance for id, distance in zip(answer["ids"][0], answer["distances"][0], strict=True)}

    def close(self) -> None:
        """Let go of the files."""
        close: Any = getattr(self._client, "close", None)  # only the embedded client has files to let go of
        if close:
            close()

    def _batches(self, size: int) -> Iterator[slice]:
        """Slices of at most as many records as Chroma takes in one call."""
        return (slice(low, low + self._batch) for low in range(0, size, self._batch))


def exact_nearest(vector: Vector, passages: Sequence[int], vectors: Vectors, limit: int) -> dict[int, float]:
    """Passage number -> cosine similarity of the `limit` nearest of these, by looking at each."""
    if not len(passages):
        return {}
    scores = vectors @ vector / np.maximum(np.linalg.norm(vectors, axis=1), 1e-9)
    best = np.argsort(-scores, kind="stable")[:limit]
    return {passages[row]: float(scores[row]) for row in best}


def _client(place: Path | str) -> "ClientAPI":
    import chromadb  # 1.5 to 3 s to import: only where a collection is used
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        return chromadb.PersistentClient(path=place, settings=settings)
    try:
        secure, _, rest = place.partition("://")
        host, _, port = rest.rstrip("/").partition(":")
        default = 443 if secure == "https" else 8000
        return chromadb.HttpClient(host=host, port=int(port or default), ssl=secure == "https", settings=settings)
    except ValueError as error:
        raise ServiceError(
            f"no Chroma server answers at {place} ({error}); start it, or unset CITEWELL_CHROMA"
        ) from error
