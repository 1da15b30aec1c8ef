"""Uploaded files become articles; an unreadable file does not affect the others."""

import gzip
import json
from pathlib import Path

import pytest

from index.article import Article
from index.errors import SourceError, UsageError
from ui.app.uploads import MOST_BYTES, MOST_FILES, Upload, check_count, read_uploads

FILES = {
    "a.md": b"---\nsource: Wire\n---\n# Loaf\n\nA long loaf.",
    "b.txt": b"Crane\n\nA crane fell.",
    "c.jsonl": b'{"id": "1", "text": "One."}\n{broken\n{"id": "3", "text": "Three."}\n',
    "d.json": json.dumps([{"id": "4", "text": "Four."}]).encode(),
    "e.html": b"<html><body><article><h1>Fire</h1><p>A fire broke out in a warehouse on Sunday.</p></article></html>",
    "f.csv": b"Title,Text\nFive,A fifth.\n",
}


def taken(*uploads: Upload) -> tuple[list[Article], list[str]]:
    items = [item for _, some in read_uploads(uploads) for item in some]
    errors = [str(item) for item in items if isinstance(item, SourceError)]
    return [item for item in items if isinstance(item, Article)], errors


def test_files_of_every_kind_are_read_and_a_bad_line_is_named() -> None:
    articles, [error] = taken(*(Upload(name, data) for name, data in FILES.items()))
    assert [(one.id, one.text) for one in articles][:4] == [
        ("a.md", "A long loaf."),
        ("b.txt", "A crane fell."),
        ("1", "One."),
        ("3", "Three."),
    ]
    assert [one.title for one in articles] == ["Loaf", "Crane", "", "", "", "Fire", "Five"]
    assert {one.origin for one in articles} == {""}
    assert error.startswith("c.jsonl:2: is not JSON") and error.endswith("write one object on each line")


@pytest.mark.parametrize(("name", "known_as"), [
    ("C:\\Users\\ann\\secret\\a.txt", "a.txt"),
    ("/home/ann/a.txt", "a.txt"),
    ("../../etc/a.txt", "a.txt"),
    ("", "unnamed.txt"),
    ("-", "unnamed.txt"),
    ("..", ".."),
])  # fmt: skip
def test_a_file_is_known_by_its_name_alone(name: str, known_as: str) -> None:
    assert Upload(name, b"").known_as == known_as


def test_what_is_called_as_a_file_of_this_machine_is_not_read_from_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("On disk.")
    [found], _ = taken(Upload(str(file), b"As sent."))
    assert (found.text, found.id) == ("As sent.", "a.txt")


@pytest.mark.parametrize(("upload", "problem"), [
    (Upload("a.txt", b""), "is empty"),
    (Upload("a.txt", b"\0\1\2"), "is binary"),
    (Upload("a.pdf", b"%PDF-1.7"), "is of a kind that Citewell does not read"),
    (Upload("a", b"A text."), "is of a kind that Citewell does not read"),
    (Upload("..", b"A text."), "is of a kind that Citewell does not read"),
    (Upload("a.zip", b"PK\3\4"), "is of a kind that Citewell does not read"),
    (Upload("a.txt.gz", gzip.compress(b"A text.")), "compressed with gzip; decompress it"),
    (Upload("a.txt", gzip.compress(b"A text.")), "compressed with gzip; decompress it"),
    (Upload("a.txt", b"x" * (MOST_BYTES + 1)), "is larger than 20,000,000 bytes"),
    (Upload("b.txt", b"Another."), "two files of this upload have this name"),
])  # fmt: skip
def test_what_cannot_be_taken_says_why(upload: Upload, problem: str) -> None:
    articles, [error] = taken(Upload("b.txt", b"A text."), upload, Upload("c.txt", b"A text."))
    assert [one.id for one in articles] == ["b.txt", "c.txt"]
    assert problem in error


def test_no_files_and_too_many_are_refused() -> None:
    check_count([Upload("a.txt", b"")] * MOST_FILES)
    for count, problem in ((0, "no file was sent"), (MOST_FILES + 1, "101 files are too many")):
        with pytest.raises(UsageError, match=problem):
            check_count([Upload("a.txt", b"")] * count)
