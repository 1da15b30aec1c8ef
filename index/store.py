"""A store: the folder (and optional Chroma server) that holds a collection. One process at a time owns it."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from index.aliases.names import Names, our_names
from index.catalogue.catalogue import FILE, LEXICAL_LOST, STORE, WRITING_VECTORS, Catalogue
from index.catalogue.generation import Generation
from index.catalogue.view import View
from index.embedding.embedder import Embedder
from index.errors import StoreError, VectorIndexError
from index.search.lexical import LexicalIndex
from index.search.search import EXACT_LIMIT, Search
from index.search.vectors import Place, VectorIndex
from index.system.lock import StoreLock

CAVEAT = (
    "The vector index is being rebuilt after an unclean stop; until then, search finds passages by their words only."
)
"""Shown with answers while the vector index is damaged."""
NAMES = "names.txt"
"""File in a store's folder with the owner's names."""
_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Where a store is and how to open it.

    Attributes:
        folder: The store's folder.
        chroma_url: Chroma server for the vectors; "" keeps them in the folder.
        wait_s: Seconds to wait for another owner to finish.
        exact_limit: Up to this many passages that meet a filter, search compares every vector. For a single question
            that is faster than loading Chroma.
        names: File of known names, besides our own and `names.txt` in the folder.
    """

    folder: Path
    chroma_url: str = ""
    wait_s: float = 0.0
    exact_limit: int = EXACT_LIMIT
    names: Path | None = None

    def known_names(self) -> Names:
        """Load our names and the user's own files. Raises UsageError if a file is invalid."""
        own = self.folder / NAMES
        files = [*([own] if own.exists() else []), *([self.names] if self.names else [])]
        return Names.load(files) if files else our_names()


@dataclass(frozen=True, slots=True)
class Purged:
    """Articles being purged: ids, titles, and the stems that no other article contains."""

    article_ids: tuple[str, ...]
    titles: tuple[str, ...]
    words: frozenset[str]


class Store:
    """The catalogue and both indexes of one folder. Open it with `open_store`."""

    def __init__(self, config: StoreConfig, lock: StoreLock, embedder: Callable[[], Embedder]) -> None:
        self.config = config
        self.names = config.known_names()
        self._lock = lock
        self.catalogue = Catalogue(config.folder / FILE)
        self.lexical_index = self._open_lexical(config.folder / "lexical")
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._vector_index: VectorIndex | None = None
        self._opening = threading.RLock()
        self.suspect = bool(self.catalogue.noted(WRITING_VECTORS))
        """Whether the vector index may be damaged: searches skip it until `index.ingest.recover` has checked it."""
        self.changing = threading.RLock()
        """Held during changes to the store: one at a time, while any number of questions are answered."""
        self.keepers: list[Callable[[Purged], None]] = []
        """Called for each takedown: other parts that store words of articles, and must delete those of purged ones."""

    @property
    def embedder(self) -> Embedder:
        """The embedder, loaded on first use, and checked against the one that filled this store."""
        with self._opening:
            if self._embedder is None:
                embedder = self._make_embedder()
                self.catalogue.claim(embedder.name, embedder.dimensions)
                self._embedder = embedder
            return self._embedder

    def vector_index(self) -> VectorIndex:
        """Return Chroma, opened on first use. Raises VectorIndexError if it does not open, or has lost records."""
        embedder = self.embedder
        with self._opening:
            if self._vector_index is None:
                index = VectorIndex(self.place(self.catalogue.claim(embedder.name, embedder.dimensions)))
                self._check_count(index)
                self._vector_index = index
            return self._vector_index

    def vectors_to_ask(self) -> VectorIndex | None:
        """Return Chroma, or None while it is damaged: search then uses the lexical index alone."""
        try:
            return None if self.suspect else self.vector_index()
        except VectorIndexError as error:
            self.distrust(error)
            return None

    def distrust(self, error: VectorIndexError, index: VectorIndex | None = None) -> None:
        """Stop using the vector index until it has been checked. Ignored if `index` has been replaced meanwhile."""
        if index in (None, self._vector_index):
            _LOG.warning("%s", error)
            self.suspect = True

    @contextmanager
    def writing_vectors(self) -> Iterator[VectorIndex]:
        """Open Chroma for writing. If the process dies in the block, the next one sees that and checks the index."""
        index = self.vector_index()
        self.catalogue.note(WRITING_VECTORS, "yes")
        yield index
        self.catalogue.note(WRITING_VECTORS, "")

    def place(self, generation: Generation) -> Place:
        """Return the location of a generation of this store's vectors."""
        name = self.catalogue.noted(STORE)
        if not name:
            name = uuid4().hex[:12]
            self.catalogue.note(STORE, name)
        folder = self.config.folder / "chroma" / str(generation.number)
        return Place(folder, self.config.chroma_url, f"citewell-{name}-{generation.number}")

    def switch_to(self, generation: Generation, index: VectorIndex, embedder: Embedder) -> None:
        """Search a new generation from now on, and delete the old one. Searches still using it fall back to words."""
        with self._opening:
            old_index, old_generation = self._vector_index, self.catalogue.generation()
            self.catalogue.switch_to(generation)
            self._vector_index, self._embedder, self.suspect = index, embedder, False
        if old_index is not None:
            old_index.close()
        if old_generation is not None:
            self.place(old_generation).delete()

    def search(self) -> Search:
        """Return a search over this store."""
        return Search(
            embedder=self.embedder,
            lexical_index=self.lexical_index,
            vectors_to_ask=self.vectors_to_ask,
            exact_limit=self.config.exact_limit,
            distrust=self.distrust,
            names=self.names,
        )

    def caveats(self) -> tuple[str, ...]:
        """Return what readers should know about the present state of search."""
        if not self.suspect:
            return ()
        with self.view() as view:
            large = view.counts().passages > self.config.exact_limit
        return (CAVEAT,) if large else ()

    @contextmanager
    def view(self) -> Iterator[View]:
        """Open a snapshot of the catalogue."""
        with self.catalogue.view() as view:
            yield view

    def close(self) -> None:
        """Close everything and give up ownership."""
        self.lexical_index.close()
        if self._vector_index is not None:
            self._vector_index.close()
        self.catalogue.close()
        self._lock.release()

    def _open_lexical(self, folder: Path) -> LexicalIndex:
        try:
            return LexicalIndex(folder)
        except (ValueError, OSError) as error:
            _LOG.warning("the lexical index %s does not open (%s); rebuilding it", folder, error)
            self.catalogue.note(LEXICAL_LOST, "yes")
            shutil.rmtree(folder, ignore_errors=True)
            return LexicalIndex(folder)

    def _check_count(self, index: VectorIndex) -> None:
        with self.view() as view:
            least, most = view.indexed_counts()
        if not least <= (count := index.count()) <= most:
            expected = f"{least:,}" if least == most else f"{least:,} to {most:,}"
            raise VectorIndexError(
                f"the vector index holds {count:,} records, but there are {expected} passages; run `citewell reindex`"
            )


def open_store(config: StoreConfig, embedder: Callable[[], Embedder]) -> Store:
    """Open the store in `config.folder` as its owner, or create it.

    Args:
        config: Where the store is and how to open it.
        embedder: Loads the embedder, on first use.

    Raises:
        StoreBusyError: Another process owns the store.
        StoreError: The folder cannot be used.
    """
    try:
        config.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(f"{config.folder} cannot be created ({error.strerror}); name another --store") from error
    lock = StoreLock(config.folder / "owner.lock")
    lock.take(config.wait_s)
    try:
        return Store(config, lock, embedder)
    except BaseException:
        lock.release()
        raise
