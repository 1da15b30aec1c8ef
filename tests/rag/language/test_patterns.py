"""Every pattern file loads, and the loader does what its docstring says."""

from pathlib import Path

import pytest

from rag.language.patterns import load_patterns
from rag.language.word_lists import DATA, data_lines, word_list


@pytest.mark.parametrize("file", sorted(DATA.glob("*/patterns/*.toml")), ids=lambda file: file.stem)
def test_every_pattern_file_compiles(file: Path) -> None:
    found = load_patterns(file.stem, file.parent.parent.name)
    assert found.named or found.rules


def test_words_and_phrases_are_read_without_comments() -> None:
    assert "missile" in word_list("comparable_nouns")
    assert not any(line.startswith("#") for line in data_lines("synonyms"))
    with pytest.raises(FileNotFoundError):
        word_list("no_such_list")


def test_lines_of_a_part_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "xx" / "patterns"
    folder.mkdir(parents=True)
    (folder / "verbs.toml").write_text(
        "[parts]\nverbs = '''\nsaid|\n  told'''\n[patterns]\nsays = '^(?:<<verbs>>)$'\n", encoding="utf-8"
    )
    monkeypatch.setattr("rag.language.patterns.DATA", tmp_path)
    assert load_patterns("verbs", "xx")["says"].match("told")
