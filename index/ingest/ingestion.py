"""Ingest: puts articles into the store batch by batch, and removes or purges them.

Each batch is staged in the catalogue, embedded, put into both indexes, and only then published. So a question sees an
article in every index or in none, even if the process is stopped in between. `index.ingest.recover`, with which every
ingest begins, finishes what a stopped process left.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.catalogue.staging import Outcome
from index.ingest.publish import index_and_publish, remove_from_indexes
from index.ingest.purge import finish_purge, mark_for_purge
from index.ingest.recover import recover
from index.store import Store

BATCH_ARTICLES, BATCH_CHARACTERS = 500, 1_000_000
"""Limits of a batch: large enough (about 1,000 passages) that commits cost little, small enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """Outcome of one article, and its number of new passages."""

    article: Article
    outcome: Outcome
    passages: int


def ingest(store: Store, articles: Iterable[Article]) -> Iterator[IngestResult]:
    """Put articles into the store batch by batch. Yield each one once it is live, or known to be unchanged."""
    recover(store)
    for batch in _batches(articles):
        with store.changing:
            staged = store.catalogue.stage(batch)
            index_and_publish(store, [version for version in staged if version.outcome != "unchanged"])
        for version in staged:
            yield IngestResult(version.article, version.outcome, len(version.entries))


def remove(store: Store, article_ids: Sequence[str]) -> set[str]:
    """Hide articles at once, and remove them from both indexes. Return the ids that existed."""
    recover(store)
    with store.changing:
        known = store.catalogue.remove(article_ids)
        remove_from_indexes(store, sorted(known))
    return known


def purge(store: Store, article_ids: Sequence[str]) -> set[str]:
    """Erase articles from every file of the store. Return the ids that exist or existed."""
    recover(store)
    with store.changing:
        known = mark_for_purge(store, article_ids)
        finish_purge(store)
    return known


def vanished(store: Store, folders: Sequence[str], seen: set[str], failed: set[str]) -> list[str]:
    """Return the ids of articles whose files have vanished from some folders.

    Args:
        store: The store.
        folders: Absolute paths.
        seen: Ids of the articles that were read just now.
        failed: Files that exist but could not be read just now; their articles have not vanished.
    """
    with store.view() as view:
        return [
            article_id
            for folder in folders
            for article_id, origin in view.read_from(folder).items()
            if article_id not in seen and origin not in failed
        ]


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Group articles into batches. A repeated id starts a new batch: its second version must follow its first."""
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
