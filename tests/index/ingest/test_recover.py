"""After a crash, lexical search answers while damaged vectors are rebuilt."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.catalogue.catalogue import WRITING_VECTORS
from index.embedding.embedder import OnnxEmbedder, Vectors, embedded_embedder
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.ingest.recover import recover
from index.store import CAVEAT, Store, StoreConfig, open_store
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.conversation import Conversation
from rag.schema.events import final_answer
from rag.schema.question import Question
from tests.articles import BAKERY, HARBOUR, article


class Tired(OnnxEmbedder):
    """The embedder, which fails on passages: a caller has lost stored vectors."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError(f"{len(texts)} texts are embedded again")


@pytest.fixture
def folder(open_at: Callable[..., Store]) -> Path:
    store = open_at()
    list(ingest(store, [article(HARBOUR), article(BAKERY, "bakery")]))
    store.close()
    return store.config.folder


def _largest(folder: Path) -> Path:
    return max((file for file in folder.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)


def _asked(store: Store, question: str) -> tuple[str, list[str]]:
    asked = Question(question, Conversation(), Filter())
    found = final_answer(answer(asked, StoreRetriever(store), embedded_reader()))
    return found.short_answer, [notice.text for notice in found.notices]


def test_words_answer_and_say_so_while_the_vectors_are_damaged(folder: Path) -> None:
    _largest(folder / "chroma").write_bytes(b"damaged")
    store = open_store(StoreConfig(folder, exact_limit=0), Tired)
    assert _asked(store, "How long is the loaf?") == ("41 metres", [CAVEAT])
    [hit] = store.search().hits(store.view().__enter__(), "the crane fell into the water", Filter(), 1)
    assert (hit.passage.text, hit.dense) == (HARBOUR, None)

    recover(store)
    assert _asked(store, "How long is the loaf?") == ("41 metres", [])
    with store.view() as view:
        hits = store.search().hits(view, "the crane fell into the water", Filter(), 2)
    assert all(hit.dense is not None for hit in hits)
    store.close()


def test_a_writer_that_was_killed_is_known_and_its_vectors_are_looked_at(folder: Path) -> None:
    store = open_store(StoreConfig(folder, exact_limit=0), embedded_embedder)
    store.catalogue.note(WRITING_VECTORS, "yes")
    store.close()
    again = open_store(StoreConfig(folder, exact_limit=0), Tired)
    assert again.vectors_to_ask() is None
    recover(again)
    assert again.vectors_to_ask() is not None
    kept = again.catalogue.generation()
    assert kept and kept.number == 1, "sound vectors are not made again"
    again.close()
