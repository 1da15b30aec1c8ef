"""The engine over two articles whose answers are kept."""

import pytest

from index.ingest.ingestion import ingest
from index.store import Store
from rag.reader.model import embedded_reader
from tests.articles import BAKERY, article
from ui.app.engine import Engine


@pytest.fixture
def engine(store: Store) -> Engine:
    list(ingest(store, [article(), article(BAKERY, "bakery", title="Loaf of the year", source="Loaf Weekly")]))
    return Engine(store, embedded_reader)
