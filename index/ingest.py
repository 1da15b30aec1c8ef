"""Ingest: articles into the catalogue, their passages into both indexes, then live, a batch at a time.

Each batch is written down (staged), embedded, put into both indexes, and only then published: a question sees an
article in every index or in none, and a process that is stopped in between leaves nothing half seen. What it left
staged is finished by `finish`, which every later ingest begins with.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.article import Article
from index.catalogue import Entry, Outcome, Staged
from index.store import Store

BATCH_ARTICLES, BATCH_CHARACTERS = 500, 1_000_000
"""An ingest's batch: enough (about 1,000 passages) that committing costs little, few enough to keep memory flat."""
EMBED_TOGETHER = 64
"""Texts handed to the embedder at a time, so that an interruption loses little."""


@dataclass(frozen=True, slots=True)
class Done:
    """How one article fared: `outcome`, and the number of passages made of it."""

    article: Article
    outcome: Outcome
    passages: int


def ingest(store: Store, articles: Iterable[Article]) -> Iterator[Done]:
    """Bring articles into the store, a batch at a time; each comes out when it is in (or was there unchanged)."""
    finish(store)
    for batch in _batches(articles):
        with store.changing:
            staged = store.catalogue.stage(batch)
            _index_and_publish(store, [one for one in staged if one.outcome != "unchanged"])
        for one in staged:
            yield Done(one.article, one.outcome, len(one.entries))


def remove(store: Store, article_ids: Sequence[str]) -> set[str]:
    """Take articles out of the catalogue's sight and of both indexes. Returns the ids that there were."""
    finish(store)
    with store.changing:
        known = store.catalogue.remove(article_ids)
        _sweep(store, sorted(known))
    return known


def vanished(store: Store, folders: Sequence[str], seen: set[str], failed: set[str]) -> list[str]:
    """The articles that were once read from files under `folders` and are not among the `seen` ids now.

    An article of a file in `failed` has not vanished: the file is there, it only could not be read today.
    """
    with store.view() as view:
        return [
            article_id
            for folder in folders
            for article_id, origin in view.read_from(folder).items()
            if article_id not in seen and origin not in failed
        ]


def finish(store: Store) -> None:
    """Finish what an interrupted process left staged or half removed."""
    with store.changing:
        staged, removing = store.catalogue.unfinished()
        _index_and_publish(store, staged)
        _sweep(store, removing)


def _index_and_publish(store: Store, staged: Sequence[Staged]) -> None:
    entries = [entry for one in staged for entry in one.entries]
    if entries:
        _embed(store, entries)
        _index(store, entries)
    store.catalogue.publish(one.article for one in staged)


def _embed(store: Store, entries: Sequence[Entry]) -> None:
    """Make and keep the vectors that are not kept yet: a paragraph that stands in ten articles is embedded once."""
    embedder = store.embedder
    with store.view() as view:
        known = view.vectors((entry.vector_hash for entry in entries), embedder.name).keys()
    new = list({entry.vector_hash: entry.text for entry in entries if entry.vector_hash not in known}.items())
    for low in range(0, len(new), EMBED_TOGETHER):
        some = new[low : low + EMBED_TOGETHER]
        vectors = embedder.passages([text for _, text in some])
        store.catalogue.keep_vectors([hash for hash, _ in some], vectors, embedder.name)


def _index(store: Store, entries: Sequence[Entry]) -> None:
    """Put passages into both indexes, with the vectors as they are kept, so that a rebuilt index is the same."""
    store.lexical_index.change(add={entry.passage: entry.text for entry in entries})
    with store.view() as view:
        vectors = view.vectors((entry.vector_hash for entry in entries), store.embedder.name)
    store.vector_index().add(
        [entry.passage for entry in entries], np.stack([vectors[entry.vector_hash] for entry in entries])
    )


def _sweep(store: Store, article_ids: Sequence[str]) -> None:
    """Delete the index entries of articles that are being removed."""
    with store.view() as view:
        dead = view.passages_being_removed(article_ids)
    if dead:
        store.lexical_index.change(remove=dead)
        store.vector_index().remove(dead)
    store.catalogue.removed(article_ids)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles by the batch; one that comes twice opens a new batch, as its second version must follow its first."""
    batch: dict[str, Article] = {}
    characters = 0
    for article in articles:
        if article.id in batch or len(batch) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS:
            yield list(batch.values())
            batch, characters = {}, 0
        batch[article.id] = article
        characters += len(article.text)
    if batch:
        yield list(batch.values())
