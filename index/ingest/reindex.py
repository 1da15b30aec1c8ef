"""Rebuilds both indexes from the catalogue, optionally with another embedder."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.catalogue.catalogue import LEXICAL_LOST
from index.catalogue.generation import Generation
from index.catalogue.view import Entry
from index.embedding.embedder import Embedder
from index.errors import VectorIndexError
from index.ingest.publish import embedded
from index.search.vector_checks import vector_faults
from index.search.vectors import VectorIndex
from index.store import Store

TOGETHER = 2_000
"""Passages per batch."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a step ("embed", "vectors" or "words"): `done` of `total` passages."""

    step: str
    done: int
    total: int


def reindex(store: Store, embedder: Embedder) -> Iterator[Progress]:
    """Rebuild both indexes, or continue an interrupted rebuild. Searches use the old ones until the new are ready."""
    yield from make_vectors(store, embedder)
    yield from make_words(store)


def make_vectors(store: Store, embedder: Embedder) -> Iterator[Progress]:
    """Build a new generation of vectors beside the present one, then switch to it.

    Vectors in the catalogue are not computed again. Other changes to the store are blocked only during the final pass.
    """
    yield from _embed_missing(store, embedder)
    generation, index = _next_generation(store, embedder)
    yield from _fill(store, index, embedder)
    with store.changing:
        yield from _embed_missing(store, embedder)
        yield from _fill(store, index, embedder)
        store.switch_to(generation, index, embedder)


def make_words(store: Store) -> Iterator[Progress]:
    """Rebuild the lexical index in one commit: searches see the old one until then."""
    with store.changing:
        done, total = 0, _total(store)
        store.lexical_index.clear()
        for entries in _entries(store):
            store.lexical_index.put({entry.passage: entry.text for entry in entries})
            done += len(entries)
            yield Progress("words", done, total)
        store.lexical_index.commit()
        store.catalogue.note(LEXICAL_LOST, "")


def _embed_missing(store: Store, embedder: Embedder) -> Iterator[Progress]:
    done, total = 0, _total(store)
    for entries in _entries(store):
        for batch, _ in embedded(store, entries, embedder):
            done += len(batch)
        yield Progress("embed", done, total)


def _fill(store: Store, index: VectorIndex, embedder: Embedder) -> Iterator[Progress]:
    """Add missing passages and delete removed ones. Passages without a vector wait for the next pass."""
    present, total = index.numbers(), _total(store)
    wanted: set[int] = set()
    for entries in _entries(store):
        wanted.update(entry.passage for entry in entries)
        with store.view() as view:
            missing = [entry.passage for entry in entries if entry.passage not in present]
            vectors = view.vectors_of(missing, embedder.name)
        if vectors:
            index.add(list(vectors), np.stack(list(vectors.values())))
        yield Progress("vectors", len(wanted), total)
    if removed := present - wanted:
        index.remove(sorted(removed))


def _next_generation(store: Store, embedder: Embedder) -> tuple[Generation, VectorIndex]:
    """Return the generation that an interrupted run began, if it has no faults; else a new, empty one."""
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
    """Yield all live passages in batches of TOGETHER."""
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
