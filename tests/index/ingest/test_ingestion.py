"""Ingest counts, is idempotent, replaces, removes and resumes; both indexes follow the catalogue."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from index.article import Article
from index.embedding.embedder import Vectors, embedded_embedder
from index.errors import EmbedderMismatchError
from index.filters import Filter
from index.ingest.ingestion import ingest, remove, vanished
from index.ingest.recover import recover
from index.readers.read import read
from index.store import Store, StoreConfig, open_store
from tests.articles import BAKERY, HARBOUR, article


def outcomes(store: Store, *articles: object) -> list[str]:
    return [done.outcome for done in ingest(store, articles)]  # type: ignore[arg-type]


def found(store: Store, query: str, filter: Filter | None = None) -> list[str]:
    """Return the texts that a search finds, best first."""
    with store.view() as view:
        return [hit.passage.text for hit in store.search().hits(view, query, filter or Filter(), 10)]


def counts(store: Store) -> tuple[int, int, int, int]:
    """Count articles and passages in the catalogue, and passages in each index."""
    with store.view() as view:
        known = view.counts()
    return known.articles, known.passages, store.lexical_index.count(), store.vector_index().count()


def test_an_ingested_article_is_in_every_index(store: Store) -> None:
    assert outcomes(store, article(), article(BAKERY, "bakery")) == ["added", "added"]
    assert counts(store) == (2, 2, 2, 2)
    assert found(store, "crane accident in the harbour")[0] == HARBOUR
    assert found(store, "who baked the longest loaf")[0] == BAKERY


def test_ingesting_again_changes_nothing(store: Store) -> None:
    outcomes(store, article())
    assert outcomes(store, article()) == ["unchanged"]
    assert counts(store) == (1, 1, 1, 1)


def test_every_passage_is_an_exact_slice_of_its_article(store: Store) -> None:
    outcomes(store, article("\n\n".join([HARBOUR, "Emoji 😀 and « кутики ».", BAKERY] * 20)))
    with store.view() as view:
        whole = view.article("harbour")
        passages = view.passages_of("harbour", 1)
    assert len(passages) > 3
    assert all(passage.text == whole.text[passage.start : passage.end] for passage in passages)


def test_a_changed_article_is_a_new_version_and_only_that_is_found(store: Store) -> None:
    outcomes(store, article())
    assert outcomes(store, article(HARBOUR.replace("Two", "Three"))) == ["updated"]
    [text] = found(store, "how many workers were injured")
    assert "Three workers" in text
    with store.view() as view:
        assert view.article("harbour").version == 2
        assert "Two workers" in view.article("harbour", 1).text


def test_as_of_a_date_the_version_of_that_date_is_found(store: Store) -> None:
    outcomes(store, article())
    outcomes(store, article(HARBOUR.replace("Two", "Three"), updated="2024-03-06T00:00:00+00:00"))
    assert "Two workers" in found(store, "injured", Filter(as_of=datetime(2024, 3, 5, tzinfo=UTC)))[0]
    assert "Three workers" in found(store, "injured", Filter(as_of=datetime(2024, 3, 7, tzinfo=UTC)))[0]
    assert found(store, "injured", Filter(as_of=datetime(2024, 3, 3, tzinfo=UTC))) == []


def test_filters_hold_in_both_indexes(store: Store) -> None:
    outcomes(
        store,
        article(),
        article(BAKERY, "bakery", "2024-05-01", source="Loaf Weekly", language="de-AT"),
        article("An undated note about Wexmoor harbour.", "note", ""),
    )
    assert found(store, "harbour", Filter(sources=("loaf weekly",))) == [BAKERY]
    assert found(store, "harbour", Filter(languages=("de",))) == [BAKERY]
    assert found(store, "loaf", Filter(article_ids=("harbour",))) == [HARBOUR]
    assert found(store, "harbour", Filter(since=datetime(2024, 4, 1, tzinfo=UTC))) == [BAKERY]
    assert found(store, "loaf", Filter(until=datetime(2024, 4, 1, tzinfo=UTC))) == [HARBOUR]
    assert len(found(store, "harbour")) == 3


def test_removal_takes_effect_everywhere_and_the_article_can_come_back(store: Store) -> None:
    outcomes(store, article(), article(BAKERY, "bakery"))
    assert remove(store, ["harbour", "unknown"]) == {"harbour"}
    assert counts(store) == (1, 1, 1, 1)
    assert found(store, "harbour crane") == [BAKERY]
    assert found(store, "harbour crane", Filter(as_of=datetime(2024, 3, 5, tzinfo=UTC))) == [BAKERY]
    assert remove(store, ["harbour"]) == set()
    assert outcomes(store, article()) == ["added"]
    assert found(store, "harbour crane")[0] == HARBOUR


def test_a_passage_number_is_never_used_again(store: Store) -> None:
    outcomes(store, article())
    with store.view() as view:
        before = view.passages_of("harbour", 1)[0].id
    remove(store, ["harbour"])
    outcomes(store, article())
    with store.view() as view:
        assert view.passages_of("harbour", 2)[0].id != before


def test_two_versions_in_one_ingest_are_both_kept(store: Store) -> None:
    assert outcomes(store, article(), article("Another text now.")) == ["added", "updated"]
    with store.view() as view:
        assert view.article("harbour").text == "Another text now."


def test_the_same_text_is_embedded_once(store: Store) -> None:
    counting = Counting()
    store._make_embedder = lambda: counting
    outcomes(store, article(), article(id="copy", title="About harbour"))
    assert len(counting.seen) == 1


class Counting:
    """The real embedder; it records its texts and can be interrupted."""

    name, dimensions = "all-MiniLM-L6-v2-int8", 384

    def __init__(self, stop_after: int = 1_000_000) -> None:
        self.seen: list[str] = []
        self._stop_after = stop_after

    def passages(self, texts: Sequence[str]) -> Vectors:
        if len(self.seen) >= self._stop_after:
            raise KeyboardInterrupt
        self.seen += texts
        return embedded_embedder().passages(texts)

    def question(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return embedded_embedder().question(text)


def test_an_interrupted_ingest_shows_nothing_and_is_finished_later(open_at: Callable[..., Store]) -> None:
    store = open_at()
    outcomes(store, article())
    store._embedder = Counting(stop_after=0)
    with pytest.raises(KeyboardInterrupt):
        outcomes(store, article(HARBOUR.replace("Two", "Three")), article(BAKERY, "bakery"))
    store.close()

    store = open_at()
    assert found(store, "workers injured in the harbour") == [HARBOUR]
    recover(store)
    assert counts(store)[0] == 2
    assert "Three workers" in found(store, "workers injured in the harbour")[0]
    assert outcomes(store, article(HARBOUR.replace("Two", "Three")), article(BAKERY, "bakery")) == ["unchanged"] * 2
    with store.view() as view:
        assert view.article("harbour").version == 2


def test_what_vanished_from_a_folder_is_known_by_its_file(store: Store) -> None:
    outcomes(store, article(origin="/news/a.txt"), article(BAKERY, "bakery", origin="/news/b.txt"))
    outcomes(store, article("Elsewhere it rained.", "rain", origin="/newsroom/c.txt"))
    assert vanished(store, ["/news"], {"bakery"}, set()) == ["harbour"]
    assert vanished(store, ["/news"], {"bakery"}, {"/news/a.txt"}) == []


def test_another_embedder_is_refused_with_what_to_do(open_at: Callable[..., Store]) -> None:
    store = open_at()
    outcomes(store, article())
    folder = store.config.folder
    store.close()
    other = Counting()
    other.name = "text-embedding-3-small"
    store = open_store(StoreConfig(folder), lambda: other)
    try:
        with pytest.raises(EmbedderMismatchError, match="set CITEWELL_EMBEDDER back"):
            outcomes(store, article(BAKERY, "bakery"))
    finally:
        store.close()


def test_chroma_and_exact_search_find_the_same(open_at: Callable[..., Store]) -> None:
    texts = [f"Report {n}: the {word} market in town {n} was moved." for n in range(60) for word in ("fish", "flower")]
    articles = [article(text, f"a{n}") for n, text in enumerate(texts)]
    exact, through_chroma = open_at("exact"), open_at("chroma", exact_limit=0)
    for store in (exact, through_chroma):
        outcomes(store, *articles)
    remove(through_chroma, ["a3", "a7"])
    remove(exact, ["a3", "a7"])
    narrow = Filter(article_ids=tuple(f"a{n}" for n in range(20)))
    for query in ("fish market in town 7", "flowers"):
        for filter in (Filter(), narrow):
            assert found(exact, query, filter)[:5] == found(through_chroma, query, filter)[:5]


def test_a_removed_article_leaves_no_word_in_the_files_of_the_store(open_at: Callable[..., Store]) -> None:
    """Its title remains as a record of the removal; `purge` erases that too (test_purge.py)."""
    secret = "The witness Quillfeather lives at Larkspur Cottage."
    store = open_at()
    list(ingest(store, [article(f"{HARBOUR} {secret}", title="Larkspur inquiry"), article(BAKERY, "bakery")]))
    assert _held(store, b"quillfeather", b"larkspur") == {b"quillfeather", b"larkspur"}
    remove(store, ["harbour"])
    store.close()
    assert _held(store, b"quillfeather", b"larkspur cottage", b"crane") == set()
    assert _held(store, b"larkspur inquiry") == {b"larkspur inquiry"}
    assert _held(store, b"loaf") == {b"loaf"}


def _held(store: Store, *words: bytes) -> set[bytes]:
    files = [file.read_bytes().lower() for file in store.config.folder.rglob("*") if file.is_file()]
    return {word for word in words if any(word in content for content in files)}


def test_a_store_within_the_folder_is_not_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "harbour.md").write_text(f"# Harbour\n\n{HARBOUR}")
    store = open_store(StoreConfig(tmp_path / "store"), embedded_embedder)
    for _ in range(2):
        items = list(read([str(tmp_path)]))
        articles = [item for item in items if isinstance(item, Article)]
        assert [item.title for item in articles] == ["Harbour"]
        assert len(items) == 1
        list(ingest(store, articles))
    store.close()
