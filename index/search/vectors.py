"""The vector index: Chroma, holding numbers and vectors only. It is derived: the catalogue keeps every vector too."""

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
from index.system.wiping import wipe_what_is_handed_out

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


@dataclass(frozen=True, slots=True)
class Place:
    """Where one generation of a store's vectors lies: in a folder of its own, or in a collection of a Chroma server.

    A generation is made whole and then takes the last one's place; a damaged one is never mended in place.
    """

    folder: Path
    server: str
    collection: str

    def delete(self) -> None:
        """Delete what is there, if anything."""
        if not self.server:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        with _told(self):
            client = _client(self)
            if self.collection in {collection.name for collection in client.list_collections()}:
                client.delete_collection(self.collection)

    def __str__(self) -> str:
        return f"{self.server} ({self.collection})" if self.server else str(self.folder)


class VectorIndex:
    """A Chroma collection of passage vectors.

    A record's id is the passage's number as text. Ids are never used twice and records never changed: after upserts
    Chroma 1.5 loses live records from its answers. Every method raises VectorIndexError where Chroma fails.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        with _told(place):
            self._client = _client(place)
            self._collection = self._client.get_or_create_collection(
                place.collection,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            )
            self._batch = self._client.get_max_batch_size()

    def count(self) -> int:
        """How many records the collection holds."""
        with _told(self.place):
            return self._collection.count()

    def numbers(self) -> set[int]:
        """The passages that the collection has a record of."""
        with _told(self.place):
            return {int(id) for id in self._collection.get(include=[])["ids"]}

    def add(self, passages: Sequence[int], vectors: Vectors) -> None:
        """Add records; numbers that are there already stay as they are."""
        for rows in self._batches(len(passages)):
            with _told(self.place):
                self._collection.add(ids=[str(number) for number in passages[rows]], embeddings=vectors[rows])

    def remove(self, passages: Sequence[int]) -> None:
        """Delete records; numbers that are not there are passed over."""
        for rows in self._batches(len(passages)):
            with _told(self.place):
                self._collection.delete(ids=[str(number) for number in passages[rows]])

    def vectors(self, passages: Sequence[int]) -> dict[int, Vector]:
        """Passage number -> vector, as the collection has it; those that it lacks are left out."""
        found: dict[int, Vector] = {}
        for rows in self._batches(len(passages)):
            with _told(self.place):
                ids = [str(number) for number in passages[rows]]
                answer: Any = self._collection.get(ids=ids, include=["embeddings"])
            found |= {int(id): vector for id, vector in zip(answer["ids"], answer["embeddings"], strict=True)}
        return found

    def nearest(self, vector: Vector, limit: int) -> dict[int, float]:
        """Passage number -> cosine similarity of the (approximately) `limit` nearest, dead ones among them."""
        limit = min(limit, self.count())
        if not limit:
            return {}
        with _told(self.place):
            answer: Any = self._collection.query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
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


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """Whatever goes wrong in Chroma, told as ours. Its core is in Rust, whose panics are no `Exception`s."""
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
        wipe_what_is_handed_out()
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
