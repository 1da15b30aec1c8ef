"""Figures on news: one table for both phrase books, and no held-out question on disk."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import news
from bench.figure import Figure, table
from bench.stream.phrases import BOOKS, FIRST, HELD_OUT
from bench.stream.stream import Stream


def test_both_books_stand_in_one_table_and_only_the_firsts_questions_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def figures(_folder: Path, made: Stream, _found: Sequence[news.Outcome]) -> dict[str, Figure]:
        return {"news": {"of the first": made.book == FIRST}}

    monkeypatch.setattr(news, "outcomes", lambda *_: [])
    monkeypatch.setattr(news, "figures", figures)
    monkeypatch.setattr(sys, "argv", ["news", str(tmp_path), "--articles", "40"])
    news.main()
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == list(BOOKS)
    assert row.split()[-2:] == ["1.000", "0.000"]
    assert [file.name for file in tmp_path.iterdir()] == ["asked.jsonl"]
    (tmp_path / "asked.jsonl").unlink()
    monkeypatch.setattr(sys, "argv", ["news", str(tmp_path), "--articles", "40", "--phrases", HELD_OUT])
    news.main()
    assert list(tmp_path.iterdir()) == []


def test_a_table_has_a_line_for_each_number_and_says_what_is_missing() -> None:
    lines = table({"a": {"x": {"n": 0.5, "n 95%": [0.4, 0.6]}}, "b": {"x": {"n": 1_000.0}}}).splitlines()
    assert [line.split() for line in lines] == [
        ["a", "b"],
        ["x:", "n", "0.500", "1,000"],
        ["x:", "n", "95%", "[0.400,", "0.600]", "–"],
    ]
