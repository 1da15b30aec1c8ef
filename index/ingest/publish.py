"""Publishing: embeds passages, puts them into both indexes, and makes articles live; or removes them from both."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from index.catalogue.staging import Staged
from index.catalogue.view import Entry
from index.embedding.embedder import Embedder, Vectors
from index.store import Store

EMBED_TOGETHER = 128
"""Texts per call of the embedder: enough to keep all cores busy, few enough that a kill loses little and that one batch
is indexed while the next is embedded."""


def index_and_publish(store: Store, staged: Sequence[Staged]) -> None:
    """Put staged versions into both indexes, then make them live."""
    if entries := [entry for version in staged for entry in version.entries]:
        _index(store, entries)
    store.catalogue.publish(version.article for version in staged)


def embedded(store: Store, entries: Sequence[Entry], embedder: Embedder) -> Iterator[tuple[Sequence[Entry], Vectors]]:
    """Yield batches of entries with their vectors, embedding only texts that the catalogue has no vector of.

    The vectors are rounded as the catalogue stores them (float16), so a rebuilt index is identical.
    """
    for low in range(0, len(entries), EMBED_TOGETHER):
        batch = entries[low : low + EMBED_TOGETHER]
        with store.view() as view:
            known = view.vectors((entry.vector_hash for entry in batch), embedder.name)
        if new := {entry.vector_hash: entry.text for entry in batch if entry.vector_hash not in known}:
            vectors = embedder.passages(list(new.values()))
            store.catalogue.keep_vectors(list(new), vectors, embedder.name)
            known |= dict(zip(new, vectors.astype(np.float16).astype(np.float32), strict=True))
        yield batch, np.stack([known[entry.vector_hash] for entry in batch])


def remove_from_indexes(store: Store, article_ids: Sequence[str]) -> None:
    """Delete the index entries of articles that are being removed, then their text."""
    with store.view() as view:
        dead = view.passages_being_removed(article_ids)
    if dead:
        store.lexical_index.change(remove=dead)
        with store.writing_vectors() as vectors:
            vectors.remove(dead)
    store.catalogue.removed(article_ids)


def _index(store: Store, entries: Sequence[Entry]) -> None:
    """Put passages into both indexes, in a thread of its own while the next batch is embedded."""
    with store.writing_vectors() as index, ThreadPoolExecutor(1, "index") as executor:
        lexical = executor.submit(store.lexical_index.change, {entry.passage: entry.text for entry in entries})
        dense = [
            executor.submit(index.add, [entry.passage for entry in batch], vectors)
            for batch, vectors in embedded(store, entries, store.embedder)
        ]
        for future in (lexical, *dense):
            future.result()
