"""Both indexes made again from the catalogue; the vectors by another embedder, where one is given."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.catalogue.catalogue import WORDS_LOST
from index.catalogue.generation import Generation
from index.catalogue.view import Entry
from index.embedding.embedder import Embedder
from index.errors import VectorIndexError
from index.ingest.publish import embedded
from index.search.vector_checks import vector_faults
from index.search.vectors import VectorIndex
from index.store import Store

TOGETHER = 2_000
"""Passages handled at a time."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step ("embed", "vectors", "words") has come: `done` of `total` passages."""

    step: str
    done: int
    total: int


def reindex(store: Store, embedder: Embedder) -> Iterator[Progress]:
    """Make both indexes again. Searches use the old ones until the new are whole. A stopped run is gone on with."""
    yield from make_vectors(store, embedder)
    yield from make_words(store)


def make_vectors(store: Store, embedder: Embedder) -> Iterator[Progress]:
    """Make a new generation of vectors beside the present one, and let it take that one's place.

    What is kept in the catalogue is not embedded again. Articles may come and go meanwhile: only the last look for what
    is missing holds them up.
    """
    yield from _embed_missing(store, embedder)
    generation, index = _begun(store, embedder)
    yield from _fill(store, index, embedder)
    with store.changing:
        yield from _embed_missing(store, embedder)
        yield from _fill(store, index, embedder)
        store.switch_to(generation, index, embedder)


def make_words(store: Store) -> Iterator[Progress]:
    """Make the lexical index again, in one commit: searches see the old one until it is whole."""
    with store.changing:
        done, total = 0, _total(store)
        store.lexical_index.clear()
        for entries in _entries(store):
            store.lexical_index.put({entry.passage: entry.text for entry in entries})
            done += len(entries)
            yield Progress("words", done, total)
        store.lexical_index.commit()
        store.catalogue.note(WORDS_LOST, "")


def _embed_missing(store: Store, embedder: Embedder) -> Iterator[Progress]:
    done, total = 0, _total(store)
    for entries in _entries(store):
        for some, _ in embedded(store, entries, embedder):
            done += len(some)
        yield Progress("embed", done, total)


def _fill(store: Store, index: VectorIndex, embedder: Embedder) -> Iterator[Progress]:
    """Add what the index lacks, and delete what has gone since. What has no vector yet waits for the next look."""
    held, total = index.numbers(), _total(store)
    wanted: set[int] = set()
    for entries in _entries(store):
        wanted.update(entry.passage for entry in entries)
        with store.view() as view:
            kept = view.vectors_of([entry.passage for entry in entries if entry.passage not in held], embedder.name)
        if kept:
            index.add(list(kept), np.stack(list(kept.values())))
        yield Progress("vectors", len(wanted), total)
    if gone := held - wanted:
        index.remove(sorted(gone))


def _begun(store: Store, embedder: Embedder) -> tuple[Generation, VectorIndex]:
    """The generation that an earlier run began, if it is sound so far; else an empty one."""
    generation = store.catalogue.next_generation(embedder.name, embedder.dimensions)
    try:
        index = VectorIndex(store.place(generation))
        with store.view() as view:
            if not vector_faults(view, index, embedder.name, partly=True):
                return generation, index
    except VectorIndexError:
        pass
    generation = store.catalogue.next_generation(embedder.name, embedder.dimensions, anew=True)
    return generation, VectorIndex(store.place(generation))


def _entries(store: Store) -> Iterator[list[Entry]]:
    """Everything that the indexes hold, TOGETHER at a time."""
    last = 0
    while True:
        with store.view() as view:
            entries = view.indexed(last, TOGETHER)
        if not entries:
            return
        yield entries
        last = entries[-1].passage


def _total(store: Store) -> int:
    with store.view() as view:
        return view.indexed_counts()[0]
