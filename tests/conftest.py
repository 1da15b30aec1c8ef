"""What every test has: no network but loopback, and real stores made of small articles."""

import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.article import Article
from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import Store, StoreConfig, open_store
from tests.articles import EXAMPLES, StoreOf

MARKED = ("browser", "kill")
"""Folders below tests/ whose tests have the marker of that name."""
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of MARKED folders."""
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        if folder in MARKED:
            item.add_marker(folder)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be fetched: a connection to any other machine is an error."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to connect to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Opens stores (by name, below this test's folder), and closes what is left open."""
    opened: list[Store] = []

    def open_(name: str = "store", **config: Any) -> Store:
        store = open_store(StoreConfig(tmp_path / name, **config), embedded_embedder)
        opened.append(store)
        return store

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def store(open_at: Callable[..., Store]) -> Store:
    """An empty store."""
    return open_at()


@pytest.fixture(scope="session")
def store_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreOf]:
    """Make a store of articles, for tests of a module that share it; each batch is ingested after the one before."""
    made: list[Store] = []

    def make(*batches: Sequence[Article]) -> Store:
        store = open_store(StoreConfig(tmp_path_factory.mktemp("store")), embedded_embedder)
        made.append(store)
        for batch in batches:
            list(ingest(store, batch))
        return store

    yield make
    for store in made:
        store.close()


@pytest.fixture(scope="session")
def examples(store_of: StoreOf) -> Store:
    """A store of the example articles, for tests that only read."""
    from index.readers.read import read

    return store_of([item for item in read([str(EXAMPLES)]) if isinstance(item, Article)])
