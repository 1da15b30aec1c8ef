"""What is done to a store while it may be killed: `python -m tests.kill.deeds DEED FOLDER` says "begun" and does it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.article import Article
from index.ingest import ingestion as ingesting
from index.ingest.ingestion import ingest, purge, remove
from index.ingest.recover import recover
from index.ingest.reindex import reindex
from index.store import Store, StoreConfig, open_store
from tests.kill.hashing import HashEmbedder

ARTICLES = 160
TOGETHER = 25
"""Articles of a batch here: several begin and end within a run."""
TOWNS = ("Aldmoor", "Brenwick", "Carrow", "Dunleigh", "Eastvale", "Farholt", "Grimsey", "Holmfirth")


def article(number: int, told: str = "first") -> Article:
    """Article `number` as it was told first, or again."""
    town = TOWNS[number % len(TOWNS)]
    sentences = [
        f"In {town} bridge {number} was {told} closed on day {day} after {number * 7 + day} lorries had crossed it."
        for day in range(1, 12 + number % 9)
    ]
    return Article.make(
        id=f"bridge-{number}",
        fallback_id="",
        title=f"Bridge {number} of {town} closed",
        text="\n\n".join(sentences),
        source="Bridge Gazette",
        published=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=number),
        updated=datetime(2024, 6, 1, tzinfo=UTC) if told != "first" else None,
        language="en",
    )


def bring(store: Store) -> None:
    """Ingest every article."""
    list(ingest(store, _fetched(article(number) for number in range(ARTICLES))))


def update(store: Store) -> None:
    """Ingest a later version of every third."""
    list(ingest(store, _fetched(article(number, "again") for number in range(0, ARTICLES, 3))))


def take_out(store: Store) -> None:
    """Remove every fourth, some at a time."""
    gone = [f"bridge-{number}" for number in range(0, ARTICLES, 4)]
    for low in range(0, len(gone), 8):
        remove(store, gone[low : low + 8])


def take_down(store: Store) -> None:
    """Purge every fifth of those that are left, and some that were removed."""
    purge(store, [f"bridge-{number}" for number in range(0, ARTICLES, 5)])


def again(store: Store) -> None:
    """Make both indexes again, by another embedder."""
    recover(store)
    list(reindex(store, HashEmbedder("hash, the second")))


DEEDS: dict[str, Callable[[Store], None]] = {
    "bring": bring,
    "update": update,
    "take_out": take_out,
    "take_down": take_down,
    "again": again,
}


def opened(folder: Path) -> Store:
    """The store in `folder`, with the embedder that filled it."""
    name = "hash"
    try:
        return _claimed(open_store(StoreConfig(folder), lambda: HashEmbedder(name)))
    except _OtherEmbedderError as other:
        name = other.name
        return open_store(StoreConfig(folder), lambda: HashEmbedder(name))


class _OtherEmbedderError(Exception):
    def __init__(self, name: str) -> None:
        self.name = name


def _claimed(store: Store) -> Store:
    kept = store.catalogue.generation()
    if kept and kept.embedder != "hash":
        store.close()
        raise _OtherEmbedderError(kept.embedder)
    return store


def _fetched(articles: Iterator[Article]) -> Iterator[Article]:
    moment = datetime(2024, 7, 1, tzinfo=UTC)
    return (replace(one, fetched=moment) for one in articles)


def main() -> None:
    """Do what the command line names, saying when it begins."""
    deed, folder = sys.argv[1], Path(sys.argv[2])
    ingesting.BATCH_ARTICLES = TOGETHER
    store = opened(folder)
    store.vectors_to_ask()
    print("begun", flush=True)
    DEEDS[deed](store)
    store.close()


if __name__ == "__main__":
    main()
