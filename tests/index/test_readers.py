"""Every kind of file, valid and invalid: an invalid one is one failure that names it, and the rest is read."""

import gzip
import json
from pathlib import Path

import pytest

from index.article import Article
from index.errors import SourceError
from index.readers.read import read


def _read(*sources: Path | str) -> tuple[list[Article], list[SourceError]]:
    items = list(read([str(source) for source in sources]))
    return [item for item in items if isinstance(item, Article)], [
        item for item in items if isinstance(item, SourceError)
    ]


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '---\ntitle: "1984"\nsource: The Wire\nurl: https://wire.example/a?utm_source=x\nauthors: [Ann, Bob]\n'
        "published: 2022-11-15T19:20:00+02:00\nupdated: 2022-11-16\nlanguage: EN\nunknown: no\n---\n"
        "A *first* line with a [link](https://x.example).\nAnd more.\n\n- A point\n\n```\ncode\n```\n",
        encoding="utf-8",
    )
    [found], failed = _read(tmp_path / "a.md")
    assert not failed
    assert (found.id, found.url) == ("https://wire.example/a", "https://wire.example/a")
    assert (found.title, found.source, found.authors, found.language) == ("1984", "The Wire", ("Ann", "Bob"), "en")
    assert found.published and found.published.isoformat() == "2022-11-15T19:20:00+02:00"
    assert found.updated and found.updated.isoformat() == "2022-11-16T00:00:00+00:00"
    assert found.text == "A first line with a link. And more.\n\nA point\n\ncode"
    assert found.origin == str(tmp_path / "a.md")


def test_markdown_takes_its_title_from_the_first_heading(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# The **heading**\n\nText.\n\n# Another\n\nMore.")
    [found], _ = _read(tmp_path / "a.md")
    assert (found.title, found.text) == ("The heading", "Text.\n\nAnother\n\nMore.")


def test_plain_text_takes_its_title_from_a_line_that_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "with-title.txt").write_text("Crane falls into harbour\n\nThe crane fell. Nobody was hurt.")
    (tmp_path / "without_title-2.txt").write_text("The crane fell. Nobody was hurt.\n\nMore.")
    with_title, without = _read(tmp_path)[0]
    assert (with_title.title, with_title.text) == ("Crane falls into harbour", "The crane fell. Nobody was hurt.")
    assert (without.title, without.text) == ("Without title 2", "The crane fell. Nobody was hurt.\n\nMore.")


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "title": "One", "text": "First.", "authors": "Ann", "published": None},
        {"title": "Two", "text": "Second.", "authors": [{"name": "Bob"}], "published": "15 November 2022"},
        {"url": "https://x.example/3", "text": "Third."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    (one, two, three), failed = _read(tmp_path / "a.jsonl")
    assert not failed
    assert (one.id, one.authors, one.published) == ("7", ("Ann",), None)
    assert two.id.startswith("a.jsonl#")
    assert two.authors == ("Bob",)
    assert three.id == "https://x.example/3"


def test_a_line_keeps_its_identity_when_lines_come_before_it_and_its_text_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"title": "Two", "text": "Second.", "published": "2022-11-15"}))
    [before] = _read(file)[0]
    file.write_text('{"title": "New", "text": "x y"}\n{"title": "Two", "text": "Mended.", "published": "2022-11-15"}')
    assert _read(file)[0][1].id == before.id


def test_folders_globs_and_names(tmp_path: Path) -> None:
    for name in ("b/one.txt", "a/two.md", ".hidden/three.txt", "a/four.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Some text here.")
    assert [found.id for found in _read(tmp_path)[0]] == ["a/two.md", "b/one.txt"]
    assert [found.id for found in _read(str(tmp_path / "*" / "*.txt"))[0]] == ["b/one.txt"]
    assert [found.id for found in _read(str(tmp_path / "**" / "*.md"))[0]] == ["a/two.md"]
    assert [found.id for found in _read(tmp_path / "b" / "one.txt")[0]] == ["one.txt"]


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "is empty"),
    "only white space": ("a.txt", b" \n\t\n", "is empty"),
    "binary": ("a.txt", b"\x7fELF\x00\x01\x02", "is binary"),
    "bytes of no encoding": ("a.txt", bytes(range(128, 160)) * 9, "unknown encoding"),
    "gzip that is cut short": ("a.txt.gz", gzip.compress(b"A long text. " * 99)[:40], "damaged gzip"),
    "gzip that is none": ("a.txt.gz", b"\x1f\x8bnothing", "damaged gzip"),
    "a page without an article": ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
    "a table without text": ("a.csv", b"Title,Date\nOne,2022-11-15\n", "--map COLUMN=text"),
    "JSON that is cut short": ("a.json", b'[{"text": "One."}, {"te', "is not JSON"),
    "no words": ("a.txt", b"--- ... !!!", "holds no text"),
    "no text after the front matter": ("a.md", b"---\ntitle: T\n---\n", "holds no text"),
    "front matter that is no YAML": ("a.md", b'---\ntitle: "open\n---\nText.', "not YAML"),
    "front matter that is a list": ("a.md", b"---\n- a\n---\nText.", "`name: value`"),
    "absurd date": ("a.md", b"---\npublished: 0001-01-01\n---\nText.", "cannot be the date"),
    "no date": ("a.md", b"---\npublished: last week\n---\nText.", "not a full date"),
    "a kind that is not read": ("a.pdf", b"%PDF-1.7", "does not read"),
    "broken JSON": ("a.jsonl", b'{"text": "open', "is not JSON"),
    "JSON that is no object": ("a.jsonl", b"[1, 2]", "not an object"),
    "an article without text": ("a.jsonl", b'{"title": "T"}', "holds no text"),
    "a text that is no text": ("a.jsonl", b'{"text": {"a": 1}}', "text: Input should be a valid string"),
    "a date that is a number": ("a.jsonl", b'{"text": "T", "published": 1668538800}', "not a date"),
    "nested too deep": ("a.jsonl", b'{"text": ' + b"[" * 100_000, "is not JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_failure_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    file, content, problem = BAD[name]
    (tmp_path / file).write_bytes(content)
    good = tmp_path / "good.txt"
    good.write_text("A good article.")
    articles, [error] = _read(tmp_path / file, good)
    assert [found.id for found in articles] == ["good.txt"]
    assert error.file == str(tmp_path / file)
    assert problem in error.problem


def test_a_bad_line_is_named_and_the_other_lines_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"id": "1", "text": "One."}\n{broken\n{"id": "3", "text": "Three."}\n')
    articles, [error] = _read(file)
    assert [found.id for found in articles] == ["1", "3"]
    assert error.source == f"{file}:2"


def test_a_missing_file_and_a_pattern_without_matches_say_so(tmp_path: Path) -> None:
    errors = _read(tmp_path / "missing.txt", str(tmp_path / "*.md"))[1]
    assert ["no such file" in errors[0].problem, "matches no file" in errors[1].problem] == [True, True]


def test_utf16_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Київ тримається.".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes("Київ тримається.".encode("utf-8-sig"))
    assert [found.text for found in _read(tmp_path)[0]] == ["Київ тримається."] * 2


def test_the_same_words_make_the_same_hash_wherever_they_were_read(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("The same words.")
    [first], [second] = _read(tmp_path / "x")[0], _read(tmp_path / "y")[0]
    assert first.content_hash == second.content_hash
    assert first.origin != second.origin
