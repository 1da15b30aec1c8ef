"""The lexical index alone."""

import shutil
from pathlib import Path

from index.lexical import LexicalIndex


def test_a_commit_that_was_killed_before_its_last_file_can_be_made_again(tmp_path: Path) -> None:
    """A commit's last step is to replace meta.json; the files that it has written until then lie there."""
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
