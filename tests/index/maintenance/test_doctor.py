"""Doctor names planted damage of every kind and repairs what it can."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import Distribution
from pathlib import Path

import numpy as np
import pytest

from index.embedding.embedder import embedded_embedder
from index.embedding.model_files import HERE
from index.ingest.ingestion import ingest
from index.maintenance.doctor import Finding, examine, fix
from index.store import Store, StoreConfig, open_store
from index.system.versions import unmet
from tests.articles import BAKERY, HARBOUR, article

ARTICLES = [article("\n\n".join([HARBOUR, BAKERY] * 8)), article(BAKERY, "bakery")]


@pytest.fixture
def store(open_at: Callable[..., Store]) -> Store:
    store = open_at("damaged")
    list(ingest(store, ARTICLES))
    return store


def findings(store: Store) -> list[Finding]:
    return [finding for _, found in examine(store, [HERE / "weights"]) for finding in found]


def faults(store: Store) -> list[str]:
    return [finding.check for finding in findings(store) if finding.severity == "fault"]


def change(store: Store, statement: str) -> None:
    with closing(sqlite3.connect(store.config.folder / "catalogue.sqlite3")) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def numbers(store: Store) -> list[int]:
    with store.view() as view:
        return sorted(view.numbers("live"))


def lose_words(store: Store) -> None:
    store.lexical_index.change(remove=numbers(store)[:2])


def dead_words(store: Store) -> None:
    store.lexical_index.change(add={9_999: "words of nobody"})


def words_twice(store: Store) -> None:
    store.lexical_index.put({numbers(store)[0]: "the same again"})
    store.lexical_index.commit()


def lose_vectors(store: Store) -> None:
    store.vector_index().remove(numbers(store)[:1])


def dead_vectors(store: Store) -> None:
    store.vector_index().add([9_999], np.ones((1, 384), np.float32))


def other_vectors(store: Store) -> None:
    first = numbers(store)[0]
    store.vector_index()._collection.update(ids=[str(first)], embeddings=np.ones((1, 384), np.float32))


def lose_kept_vectors(store: Store) -> None:
    change(store, "DELETE FROM vectors WHERE hash IN (SELECT vector_hash FROM passages LIMIT 1)")


def shift_offsets(store: Store) -> None:
    change(store, "UPDATE passages SET start = start + 3 WHERE id = (SELECT min(id) FROM passages)")


def offsets_outside(store: Store) -> None:
    change(store, 'UPDATE passages SET "end" = 1000000 WHERE id = (SELECT max(id) FROM passages)')


def lose_passage(store: Store) -> None:
    change(store, "DELETE FROM passages WHERE id = (SELECT min(id) FROM passages)")


def leave_staged(store: Store) -> None:
    store.catalogue.stage([article(HARBOUR, "new")])


def open_to_others(store: Store) -> None:
    store.config.folder.chmod(0o755)


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (lose_words, "words"),
        (dead_words, "words"),
        (words_twice, "words"),
        (lose_vectors, "vectors"),
        (dead_vectors, "vectors"),
        (other_vectors, "vectors"),
        (lose_kept_vectors, "vectors kept"),
        (shift_offsets, "passages"),
        (offsets_outside, "passages"),
        (lose_passage, "passages"),
        (leave_staged, "unfinished"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_damage_is_named_and_mended(store: Store, damage: Callable[[Store], None], check: str) -> None:
    assert faults(store) == []
    damage(store)
    assert check in faults(store)
    fix(store, findings(store))
    assert faults(store) == []
    with store.view() as view:
        assert all(passage.text in BAKERY for passage in view.passages_of("bakery", 1))


def test_an_altered_text_is_named(store: Store) -> None:
    change(store, "UPDATE texts SET text = replace(text, '41 metres', '14 metres')")
    assert "articles" in faults(store)


def test_a_folder_open_to_others_is_a_warning_and_closed(store: Store) -> None:
    open_to_others(store)
    [finding] = [finding for finding in findings(store) if finding.check == "permissions"]
    assert finding.severity == "warning"
    fix(store, [finding])
    assert store.config.folder.stat().st_mode & 0o077 == 0


def test_a_changed_model_file_is_named(store: Store, tmp_path: Path) -> None:
    shutil.copytree(HERE / "weights", tmp_path / "embedder")
    (tmp_path / "embedder" / "tokenizer.json").write_text("{}")
    [found] = [found for name, found in examine(store, [tmp_path / "embedder"]) if name == "models"]
    assert "not the published file" in found[0].problem


def test_a_package_of_another_version_is_named(tmp_path: Path) -> None:
    lines = ["chromadb <1", "numpy >=2", "no-such-package >=3", "pytest <1; extra == 'dev'"]
    metadata = "\n".join(
        ["Metadata-Version: 2.1", "Name: one", "Version: 1", *(f"Requires-Dist: {line}" for line in lines)]
    )
    (tmp_path / "METADATA").write_text(metadata)
    found = list(unmet(Distribution.at(tmp_path)))
    assert [problem.split()[0] for problem in found] == ["chromadb", "no-such-package"]
    assert list(unmet()) == []


@pytest.mark.parametrize("lost", ["chroma", "lexical", "chroma/1/chroma.sqlite3", "lexical/meta.json"])
def test_lost_files_are_made_again(store: Store, lost: str) -> None:
    folder = store.config.folder
    store.close()
    path = folder / lost
    shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"damaged")
    again = open_store(StoreConfig(folder), embedded_embedder)
    list(ingest(again, ARTICLES))
    assert faults(again) == []
    again.close()
