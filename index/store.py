"""A store: the folder (with a Chroma server, where one is named) that holds a collection, opened by its one owner."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.catalogue import Catalogue
from index.embed import Embedder
from index.errors import StoreError
from index.lexical import LexicalIndex
from index.lock import StoreLock
from index.search import EXACT_LIMIT, Search
from index.vectors import VectorIndex
from index.view import View


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Where a store lies and how it is opened. `chroma_url` names a Chroma server; "" keeps the vectors in the folder.

    `wait_s` is how long to wait for another owner to finish. Filters (and whole stores) of at most `exact_limit`
    passages are searched by looking at each vector: a process that asks once does better with that than by loading
    Chroma.
    """

    folder: Path
    chroma_url: str = ""
    wait_s: float = 0.0
    exact_limit: int = EXACT_LIMIT


class Store:
    """The catalogue and both indexes of one folder. Open it with `open_store`."""

    def __init__(self, config: StoreConfig, lock: StoreLock, embedder: Callable[[], Embedder]) -> None:
        self.config = config
        self._lock = lock
        self.catalogue = Catalogue(config.folder / "catalogue.sqlite3")
        self.lexical_index = LexicalIndex(config.folder / "lexical")
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._vector_index: VectorIndex | None = None
        self._opening = threading.Lock()
        self.changing = threading.Lock()
        """Held by whoever changes the store: one change at a time, any number of questions beside it."""

    @property
    def embedder(self) -> Embedder:
        """The embedder, loaded when first needed, and checked against the one that filled this store."""
        with self._opening:
            if self._embedder is None:
                embedder = self._make_embedder()
                self.catalogue.claim_embedder(embedder.name, embedder.dimensions)
                self._embedder = embedder
            return self._embedder

    def vector_index(self) -> VectorIndex:
        """Chroma, opened when first needed."""
        dimensions = self.embedder.dimensions
        with self._opening:
            if self._vector_index is None:
                place = self.config.chroma_url or self.config.folder / "chroma"
                self._vector_index = VectorIndex(place, dimensions)
            return self._vector_index

    def search(self) -> Search:
        """Search over this store."""
        return Search(self.embedder, self.lexical_index, self.vector_index, self.config.exact_limit)

    @contextmanager
    def view(self) -> Iterator[View]:
        """One moment of the catalogue, to read from."""
        with self.catalogue.view() as view:
            yield view

    def close(self) -> None:
        """Close everything and give up ownership."""
        self.lexical_index.close()
        if self._vector_index is not None:
            self._vector_index.close()
        self.catalogue.close()
        self._lock.release()


def open_store(config: StoreConfig, embedder: Callable[[], Embedder]) -> Store:
    """Open the store in `config.folder` as its owner, making it where there is none.

    Raises:
        StoreBusyError: another process owns it.
        StoreError: the folder cannot be used.
    """
    try:
        config.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(f"{config.folder} cannot be made ({error.strerror}); name another --store") from error
    lock = StoreLock(config.folder / "owner.lock")
    lock.take(config.wait_s)
    try:
        return Store(config, lock, embedder)
    except BaseException:
        lock.release()
        raise
