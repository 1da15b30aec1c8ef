"""Questions by hand over paragraphs, and questions with an answer behind them as claims."""

import gzip
import json
import random
from pathlib import Path

import pytest

from training.questions import FOLDER, paragraph_questions, sum_of
from training.reading import Asked, stated

PARAGRAPH = "The tram depot of Wexmoor was built in 1904 by Ada Finch. It was sold in 1990 to Oskar Ruud."


def _files(folder: Path, row: object) -> Path:
    (folder / "own").mkdir()
    (folder / "own" / "some.jsonl").write_text(json.dumps(row) + "\n")
    data = folder / "data.jsonl.gz"
    data.write_bytes(gzip.compress((json.dumps({"context": PARAGRAPH}) + "\n").encode()))
    return data


def test_questions_stand_with_their_paragraph(tmp_path: Path) -> None:
    row = {"context": sum_of(PARAGRAPH), "none": ["Who sold the depot?"], "some": [["Who put it up?", 47, 56]]}
    none, some = paragraph_questions(_files(tmp_path, row), tmp_path / "own")
    assert (none.first, none.second, none.span) == ("Who sold the depot?", PARAGRAPH, None)
    assert some.span is not None
    assert PARAGRAPH[slice(*some.span)] == "Ada Finch"


def test_a_paragraph_that_is_not_there_is_named_with_its_line(tmp_path: Path) -> None:
    data = _files(tmp_path, {"context": "0" * 12, "none": [], "some": []})
    with pytest.raises(ValueError, match=r"some.jsonl, line 1: no paragraph of data.jsonl"):
        list(paragraph_questions(data, tmp_path / "own"))


def test_every_line_of_ours_has_questions_of_both_kinds() -> None:
    rows = [json.loads(line) for file in FOLDER.glob("*.jsonl") for line in file.read_text().splitlines()]
    assert len({row["context"] for row in rows}) == len(rows) > 700
    assert all(row["none"] and row["some"] for row in rows)
    assert all(0 <= start < end for row in rows for _, start, end in row["some"])


def test_an_answer_behind_its_question_is_supported_and_that_of_another_question_contradicted() -> None:
    places = [(PARAGRAPH.index(name), PARAGRAPH.index(name) + len(name)) for name in ("Ada Finch", "Oskar Ruud")]
    questions = ("Who built the depot?", "Who bought the depot?")
    asked = [Asked(one, PARAGRAPH, *place, "set en") for one, place in zip(questions, places, strict=True)]
    made = {(one.first, one.support) for one in stated(asked, random.Random(2))}
    assert {
        ("Who built the depot? Ada Finch", "supported"),
        ("Who built the depot? Oskar Ruud", "contradicted"),
        ("Who bought the depot? Oskar Ruud", "supported"),
        ("Who bought the depot? Ada Finch", "contradicted"),
    } <= made
