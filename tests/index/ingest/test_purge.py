"""A takedown leaves no word of the article in any file; other articles are unaffected."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.article import Article
from index.catalogue.tombstones import tombstones
from index.filters import Filter
from index.ingest.ingestion import ingest, purge, remove
from index.ingest.purge import PURGING
from index.ingest.recover import recover
from index.store import Purged, Store
from index.text.analyzer import stems
from tests.articles import BAKERY, HARBOUR, article

SECRET = "The witness Quillfeather, who keeps zebrafinches, lives at Larkspur Cottage in Umberleigh."
WORDS = ("Quillfeather", "zebrafinches", "Larkspur", "Umberleigh", "Vandersnoot", "keeps zebrafinches, lives")


def secret(id: str = "secret") -> Iterator[Article]:
    yield article(f"{HARBOUR} {SECRET}", id, title="Vandersnoot inquiry opened")
    yield article(f"{HARBOUR} {SECRET} It was closed again.", id, title="Vandersnoot inquiry closed")


def filled(store: Store) -> None:
    list(ingest(store, [article(HARBOUR), *secret(), article(BAKERY, "bakery")]))


def held(store: Store, *words: str) -> set[str]:
    """Return those of `words` in any file of the store, in any encoding or case, or in the lexical index."""
    files = [file.read_bytes().lower() for file in store.config.folder.rglob("*") if file.is_file()]
    forms = {word: [word.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] for word in words}
    in_files = {word for word, some in forms.items() if any(form in content for form in some for content in files)}
    return in_files | {word for word in words if any(store.lexical_index.frequency([stem]) for stem in stems(word))}


def found(store: Store, query: str) -> list[str]:
    with store.view() as view:
        return [hit.passage.article_id for hit in store.search().hits(view, query, Filter(), 5)]


def assert_gone(store: Store) -> None:
    assert held(store, *WORDS[:5]) == set()
    assert not any(WORDS[5].lower().encode() in file.read_bytes().lower() for file in _files(store))
    assert sorted(found(store, "crane in the harbour")) == ["bakery", "harbour"]
    assert store.vector_index().numbers() == set(store.lexical_index.numbers()) == set(_numbers(store))


def _files(store: Store) -> list[Path]:
    return [file for file in store.config.folder.rglob("*") if file.is_file()]


def _numbers(store: Store) -> list[int]:
    with store.view() as view:
        return [row["id"] for row in view.rows("SELECT id FROM passages")]


@pytest.mark.parametrize("removed_before", [False, True])
def test_no_word_is_left_in_any_file(store: Store, removed_before: bool) -> None:
    filled(store)
    assert held(store, *WORDS) == set(WORDS)
    if removed_before:
        remove(store, ["secret"])
        assert held(store, *WORDS) >= {"Vandersnoot"}
    assert purge(store, ["secret", "unknown"]) == {"secret"}
    assert_gone(store)
    assert purge(store, ["secret"]) == set()


def test_no_term_of_another_language_is_left(store: Store) -> None:
    """Passages in such a language have terms of their own in the lexical index."""
    list(ingest(store, [article(HARBOUR), article("Свідок Пташенко тримає зябликів у хатині під Умберлі.", "uk")]))
    assert store.lexical_index.best("Хто тримав зяблика?", 5)
    purge(store, ["uk"])
    assert store.lexical_index.best("Хто тримав зяблика?", 5) == {}
    assert held(store, "Пташенко", "зябликів", "cut:зябли", "cut:пташе") == set()


def test_a_purged_article_leaves_no_tombstone_and_can_come_back(store: Store) -> None:
    filled(store)
    purge(store, ["secret"])
    with store.view() as view:
        assert tombstones(view) == []
    assert [done.outcome for done in ingest(store, secret())] == ["added", "updated"]
    assert "secret" in found(store, "Quillfeather")


def test_whoever_keeps_words_is_told_which_only_the_article_had(store: Store) -> None:
    filled(store)
    told: list[Purged] = []
    store.keepers.append(told.append)
    purge(store, ["secret"])
    assert (told[0].article_ids, set(told[0].titles)) == (
        ("secret",),
        {"Vandersnoot inquiry opened", "Vandersnoot inquiry closed"},
    )
    assert set(stems("Quillfeather Umberleigh inquiry")) < told[0].words
    assert not told[0].words & set(stems("harbour workers loaf"))


class KilledError(BaseException):
    pass


def _killed(*_: object, **__: object) -> None:
    raise KilledError


@pytest.mark.parametrize(
    "at",
    [
        "index.ingest.purge.make_vectors",
        "index.ingest.purge.make_words",
        "index.search.lexical.LexicalIndex.shed",
        "index.ingest.purge._delete",
        "index.catalogue.catalogue.Catalogue.compact",
    ],
)
def test_a_purge_that_was_killed_is_finished_by_whoever_opens_the_store_next(
    open_at: Callable[..., Store], monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    store = open_at()
    filled(store)
    with monkeypatch.context() as killing:
        killing.setattr(at, _killed)
        with pytest.raises(KilledError):
            purge(store, ["secret"])
    assert sorted(found(store, "crane in the harbour")) == ["bakery", "harbour"], "it is out of sight at once"
    store.close()
    again = open_at()
    assert again.catalogue.noted(PURGING)
    recover(again)
    assert not again.catalogue.noted(PURGING)
    assert_gone(again)
