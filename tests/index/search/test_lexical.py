"""The lexical index alone."""

import shutil
from pathlib import Path

from index.search.lexical import LexicalIndex


def test_a_commit_that_was_killed_before_its_last_file_can_be_made_again(tmp_path: Path) -> None:
    """A commit replaces meta.json last; until then, its files are not in use."""
    index = LexicalIndex(tmp_path / "lexical")
    index.change(add={number: f"bridge number {number}" for number in range(10)})
    index.close()
    shutil.copy(tmp_path / "lexical" / "meta.json", tmp_path)
    index = LexicalIndex(tmp_path / "lexical")
    index.change(remove=[3])
    index.close()
    shutil.copy(tmp_path / "meta.json", tmp_path / "lexical")

    index = LexicalIndex(tmp_path / "lexical")
    assert index.count() == 10
    index.change(remove=[3])
    assert sorted(index.numbers()) == [0, 1, 2, 4, 5, 6, 7, 8, 9]
    index.close()


def test_a_passage_that_is_added_again_counts_once(tmp_path: Path) -> None:
    once, twice = LexicalIndex(tmp_path / "once"), LexicalIndex(tmp_path / "twice")
    texts = {number: f"bridge number {number} in Aldmoor" for number in range(10)}
    once.change(add=texts)
    twice.change(add={number: texts[number] for number in range(6)})
    twice.change(add=texts)
    assert sorted(twice.numbers()) == sorted(once.numbers())
    assert twice.best("bridge 7", 10) == once.best("bridge 7", 10)
