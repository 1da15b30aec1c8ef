"""The last steps of an article: its passages embedded, put into both indexes, and published, or taken out of them."""

from collections.abc import Sequence

import numpy as np

from index.catalogue import Staged
from index.embed import Embedder
from index.store import Store
from index.view import Entry

EMBED_TOGETHER = 256
"""Texts handed to the embedder at a time: enough to keep all cores busy, few enough that a kill loses little."""


def index_and_publish(store: Store, staged: Sequence[Staged]) -> None:
    """Put staged versions into both indexes, then make them live."""
    entries = [entry for one in staged for entry in one.entries]
    if entries:
        embed(store, entries, store.embedder)
        _index(store, entries)
    store.catalogue.publish(one.article for one in staged)


def embed(store: Store, entries: Sequence[Entry], embedder: Embedder) -> None:
    """Make and keep the vectors that are not kept yet: a paragraph that stands in ten articles is embedded once."""
    with store.view() as view:
        known = view.vectors((entry.vector_hash for entry in entries), embedder.name).keys()
    new = list({entry.vector_hash: entry.text for entry in entries if entry.vector_hash not in known}.items())
    for low in range(0, len(new), EMBED_TOGETHER):
        some = new[low : low + EMBED_TOGETHER]
        vectors = embedder.passages([text for _, text in some])
        store.catalogue.keep_vectors([hash for hash, _ in some], vectors, embedder.name)


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
    """Put passages into both indexes, with the vectors as they are kept, so that a rebuilt index is the same."""
    store.lexical_index.change(add={entry.passage: entry.text for entry in entries})
    with store.view() as view:
        kept = view.vectors((entry.vector_hash for entry in entries), store.embedder.name)
    with store.writing_vectors() as vectors:
        vectors.add([entry.passage for entry in entries], np.stack([kept[entry.vector_hash] for entry in entries]))
