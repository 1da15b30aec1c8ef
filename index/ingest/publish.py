"""The last steps of an article: its passages embedded, put into both indexes, and published, or taken out of them."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from index.catalogue.staging import Staged
from index.catalogue.view import Entry
from index.embedding.embedder import Embedder, Vectors
from index.store import Store

EMBED_TOGETHER = 128
"""Texts handed to the embedder at a time: enough to keep all cores busy, few enough that a kill loses little, and that
what is done is indexed beside what is being embedded."""


def index_and_publish(store: Store, staged: Sequence[Staged]) -> None:
    """Put staged versions into both indexes, then make them live."""
    if entries := [entry for one in staged for entry in one.entries]:
        _index(store, entries)
    store.catalogue.publish(one.article for one in staged)


def embedded(store: Store, entries: Sequence[Entry], embedder: Embedder) -> Iterator[tuple[Sequence[Entry], Vectors]]:
    """Some entries at a time, with their vectors as they are kept: an index that is made again from them is the same.

    What is kept is not made again: a paragraph that stands in ten articles is embedded once.
    """
    for low in range(0, len(entries), EMBED_TOGETHER):
        some = entries[low : low + EMBED_TOGETHER]
        with store.view() as view:
            known = view.vectors((entry.vector_hash for entry in some), embedder.name)
        if new := {entry.vector_hash: entry.text for entry in some if entry.vector_hash not in known}:
            vectors = embedder.passages(list(new.values()))
            store.catalogue.keep_vectors(list(new), vectors, embedder.name)
            known |= dict(zip(new, vectors.astype(np.float16).astype(np.float32), strict=True))
        yield some, np.stack([known[entry.vector_hash] for entry in some])


def sweep(store: Store, article_ids: Sequence[str]) -> None:
    """Delete the index entries of articles that are being removed, then their words."""
    with store.view() as view:
        dead = view.passages_being_removed(article_ids)
    if dead:
        store.lexical_index.change(remove=dead)
        with store.writing_vectors() as vectors:
            vectors.remove(dead)
    store.catalogue.removed(article_ids)


def _index(store: Store, entries: Sequence[Entry]) -> None:
    """Put passages into both indexes: those that are embedded, beside the embedding of the next."""
    with store.writing_vectors() as vectors, ThreadPoolExecutor(1, "index") as beside:
        words = beside.submit(store.lexical_index.change, {entry.passage: entry.text for entry in entries})
        added = [
            beside.submit(vectors.add, [entry.passage for entry in some], found)
            for some, found in embedded(store, entries, store.embedder)
        ]
        for done in (words, *added):
            done.result()
