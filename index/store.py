"""A store: the folder (with a Chroma server, where one is named) that holds a collection, opened by its one owner."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from index.aliases.names import Names, our_names
from index.catalogue.catalogue import FILE, STORE, WORDS_LOST, WRITING, Catalogue
from index.catalogue.generation import Generation
from index.catalogue.view import View
from index.embedding.embedder import Embedder
from index.errors import StoreError, VectorIndexError
from index.search.lexical import LexicalIndex
from index.search.search import EXACT_LIMIT, Search
from index.search.vectors import Place, VectorIndex
from index.system.lock import StoreLock

CAVEAT = (
    "The index of meanings is being made again after an unclean stop; until it is whole, passages are found by their "
    "words alone."
)
NAMES = "names.txt"
"""The file in a store's folder that its owner writes names into."""
_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Where a store lies and how it is opened. `chroma_url` names a Chroma server; "" keeps the vectors in the folder.

    `names` is a file of names to know besides our own and those of `names.txt` in the folder.
    `wait_s` is how long to wait for another owner to finish. Filters (and whole stores) of at most `exact_limit`
    passages are searched by looking at each vector: a process that asks once does better with that than by loading
    Chroma.
    """

    folder: Path
    chroma_url: str = ""
    wait_s: float = 0.0
    exact_limit: int = EXACT_LIMIT
    names: Path | None = None

    def known_names(self) -> Names:
        """Our names, and those of the user's own files. Raises UsageError where one is not as it should be."""
        own = self.folder / NAMES
        files = [*([own] if own.exists() else []), *([self.names] if self.names else [])]
        return Names.load(files) if files else our_names()


@dataclass(frozen=True, slots=True)
class Purged:
    """Articles that are being purged: their titles, and the words (stemmed) that no other article has."""

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
        self.lexical_index = self._open_words(config.folder / "lexical")
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._vector_index: VectorIndex | None = None
        self._opening = threading.RLock()
        self.suspect = bool(self.catalogue.noted(WRITING))
        """Whether the vector index may be damaged: no search asks it until `index.ingest.recover` has checked it."""
        self.changing = threading.RLock()
        """Held by whoever changes the store: one change at a time, any number of questions beside it."""
        self.keepers: list[Callable[[Purged], None]] = []
        """Who else keeps words of articles in the folder, and must forget those of each that is purged."""

    @property
    def embedder(self) -> Embedder:
        """The embedder, loaded when first needed, and checked against the one that filled this store."""
        with self._opening:
            if self._embedder is None:
                embedder = self._make_embedder()
                self.catalogue.claim(embedder.name, embedder.dimensions)
                self._embedder = embedder
            return self._embedder

    def vector_index(self) -> VectorIndex:
        """Chroma, opened when first needed. Raises VectorIndexError where it does not open, or has lost records."""
        embedder = self.embedder
        with self._opening:
            if self._vector_index is None:
                index = VectorIndex(self.place(self.catalogue.claim(embedder.name, embedder.dimensions)))
                self._check_count(index)
                self._vector_index = index
            return self._vector_index

    def vectors_to_ask(self) -> VectorIndex | None:
        """Chroma, or None while it is damaged: the lexical index then answers alone."""
        try:
            return None if self.suspect else self.vector_index()
        except VectorIndexError as error:
            self.distrust(error)
            return None

    def distrust(self, error: VectorIndexError, index: VectorIndex | None = None) -> None:
        """Ask the vector index nothing more until it has been looked at; one that has been replaced does not count."""
        if index in (None, self._vector_index):
            _LOG.warning("%s", error)
            self.suspect = True

    @contextmanager
    def writing_vectors(self) -> Iterator[VectorIndex]:
        """Chroma, to be written to. Where the process dies in the block, the next one knows, and looks at it."""
        index = self.vector_index()
        self.catalogue.note(WRITING, "yes")
        yield index
        self.catalogue.note(WRITING, "")

    def place(self, generation: Generation) -> Place:
        """Where a generation of this store's vectors lies."""
        name = self.catalogue.noted(STORE)
        if not name:
            name = uuid4().hex[:12]
            self.catalogue.note(STORE, name)
        folder = self.config.folder / "chroma" / str(generation.number)
        return Place(folder, self.config.chroma_url, f"citewell-{name}-{generation.number}")

    def switch_to(self, generation: Generation, index: VectorIndex, embedder: Embedder) -> None:
        """Search the new generation from now on, and delete the old: who is asking it still is answered by words."""
        with self._opening:
            old, before = self._vector_index, self.catalogue.generation()
            self.catalogue.switch_to(generation)
            self._vector_index, self._embedder, self.suspect = index, embedder, False
        if old is not None:
            old.close()
        if before is not None:
            self.place(before).delete()

    def search(self) -> Search:
        """Search over this store."""
        asked = (self.lexical_index, self.vectors_to_ask, self.config.exact_limit, self.distrust)
        return Search(self.embedder, *asked, self.names)

    def caveats(self) -> tuple[str, ...]:
        """What whoever searches should know of how it is done just now."""
        if not self.suspect:
            return ()
        with self.view() as view:
            large = view.counts().passages > self.config.exact_limit
        return (CAVEAT,) if large else ()

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

    def _open_words(self, folder: Path) -> LexicalIndex:
        try:
            return LexicalIndex(folder)
        except (ValueError, OSError) as error:
            _LOG.warning("the lexical index %s does not open (%s); it is made again", folder, error)
            self.catalogue.note(WORDS_LOST, "yes")
            shutil.rmtree(folder, ignore_errors=True)
            return LexicalIndex(folder)

    def _check_count(self, index: VectorIndex) -> None:
        with self.view() as view:
            least, most = view.indexed_counts()
        if not least <= (count := index.count()) <= most:
            expected = f"{least:,}" if least == most else f"{least:,} to {most:,}"
            raise VectorIndexError(
                f"the vector index holds {count:,} records where there are {expected} passages; run `citewell reindex`"
            )


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
