"""Both phrase books have the same keys and slots and no common phrase; a stream uses the one named."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from bench.stream.__main__ import main
from bench.stream.phrases import BOOKS, FIRST, HELD_OUT, Phrases, phrases
from bench.stream.questions import questions
from bench.stream.stream import stream

RUN = 4
"""Length of a run of words without slots that no two phrases of the books may share."""
Key = tuple[str, ...]


def _phrases(of: object, key: Key = ()) -> Iterator[tuple[Key, str]]:
    """Yield every phrase of a book with its key."""
    if isinstance(of, str):
        yield key, of
    elif isinstance(of, dict):
        for name, inner in of.items():
            yield from _phrases(inner, (*key, name))
    elif isinstance(of, list):
        for inner in of:
            yield from _phrases(inner, key)


def _slots(book: Phrases) -> dict[Key, set[str]]:
    """The slots of each key, whether they begin a sentence or not."""
    found: dict[Key, set[str]] = {}
    for key, phrase in _phrases(book):
        named = {name.lower() for _, name, _, _ in Formatter().parse(phrase) if name}
        found[key] = found.get(key, set()) | named
    return found


def _plain(phrase: str) -> str:
    return " ".join(re.findall(r"[a-z{}']+", phrase.lower()))


def _runs(book: Phrases) -> set[str]:
    """Return every run of RUN words without a slot."""
    parts = [part for _, phrase in _phrases(book) for part in re.split(r"\{\w+\}", phrase)]
    words = [_plain(part).split() for part in parts]
    return {" ".join(one[at : at + RUN]) for one in words for at in range(len(one) - RUN + 1)}


def test_both_books_have_the_same_keys_and_slots() -> None:
    first, held_out = (_slots(phrases(book)) for book in BOOKS)
    assert len(first) > 100
    assert held_out == first


def test_the_books_share_no_phrase_and_no_run_of_words() -> None:
    first, held_out = ({_plain(phrase) for _, phrase in _phrases(phrases(book))} for book in BOOKS)
    assert {phrase for phrase in first & held_out if re.sub(r"\{\w+\}", "", phrase).strip()} == set()
    assert _runs(phrases(FIRST)) & _runs(phrases(HELD_OUT)) == set()


def test_the_held_out_book_is_as_rich_as_the_first() -> None:
    counts = [sum(1 for _ in _phrases(phrases(book))) for book in BOOKS]
    assert counts[1] >= counts[0]


@pytest.mark.parametrize("book", BOOKS)
def test_every_credit_is_told_from_what_an_agency_writes(book: str) -> None:
    edits = phrases(book)["edits"]
    assert all(after.split("{agency}")[0] for after in edits["credits_after"])
    frames = [phrase for _, phrase in _phrases({**phrases(book), "edits": {}})]
    assert not any(
        phrase.startswith(after.split("{agency}")[0]) for after in edits["credits_after"] for phrase in frames
    )
    assert all(any(old in phrase for phrase in frames) for old, _ in edits["swaps"])


@pytest.mark.parametrize("seed", [7, 11])
def test_the_books_tell_of_the_same_kinds_of_things_in_their_own_words(seed: int) -> None:
    first, held_out = (stream(200, seed, book) for book in BOOKS)
    assert (first.book, held_out.book) == BOOKS
    assert {one.written.kind for one in held_out.articles} == {one.written.kind for one in first.articles}
    assert {event.kind for event in held_out.events} == {event.kind for event in first.events}
    assert not {one.text for one in questions(first)} & {one.text for one in questions(held_out)}


def test_a_stream_is_written_from_the_book_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["stream", str(tmp_path), "--articles", "40", "--phrases", HELD_OUT])
    main()
    texts = [json.loads(line)["text"] for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    assert texts == [one.text for one in stream(40, book=HELD_OUT).articles]
    assert texts != [one.text for one in stream(40).articles]
