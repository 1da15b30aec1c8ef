"""Ingest: articles into the catalogue, their passages into both indexes, then live, a batch at a time.

Each batch is written down (staged), embedded, put into both indexes, and only then published: a question sees an
article in every index or in none, and a process that is stopped in between leaves nothing half seen. What it left
behind is finished by `index.ingest.recover`, which every later ingest begins with.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.catalogue.staging import Outcome
from index.ingest.publish import index_and_publish, sweep
from index.ingest.purge import doom, finish_purge
from index.ingest.recover import recover
from index.store import Store

BATCH_ARTICLES, BATCH_CHARACTERS = 500, 1_000_000
"""An ingest's batch: enough (about 1,000 passages) that committing costs little, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """How one article fared: `outcome`, and the number of passages made of it."""

    article: Article
    outcome: Outcome
    passages: int


def ingest(store: Store, articles: Iterable[Article]) -> Iterator[IngestResult]:
    """Bring articles into the store, a batch at a time; each comes out when it is in (or was there unchanged)."""
    recover(store)
    for batch in _batches(articles):
        with store.changing:
            staged = store.catalogue.stage(batch)
            index_and_publish(store, [one for one in staged if one.outcome != "unchanged"])
        for one in staged:
            yield IngestResult(one.article, one.outcome, len(one.entries))


def remove(store: Store, article_ids: Sequence[str]) -> set[str]:
    """Take articles out of the catalogue's sight, at once, and out of both indexes. Returns the ids that there were."""
    recover(store)
    with store.changing:
        known = store.catalogue.remove(article_ids)
        sweep(store, sorted(known))
    return known


def purge(store: Store, article_ids: Sequence[str]) -> set[str]:
    """Remove articles so that no file of the store has a word of them. Returns the ids that there are or were."""
    recover(store)
    with store.changing:
        known = doom(store, article_ids)
        finish_purge(store)
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
