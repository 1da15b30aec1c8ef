import random

import pytest

from rag.generation.citation_marks import CitationMark, CitationMarkFilter, numbers_of


def _read(text: str, pieces: list[str]) -> tuple[str, list[tuple[int, ...]]]:
    marks = CitationMarkFilter()
    items = [item for piece in pieces for item in marks.feed(piece)] + list(marks.end())
    return "".join(item for item in items if isinstance(item, str)), [
        item.numbers for item in items if isinstance(item, CitationMark)
    ]


CASES = [
    ("Seventy were shot down [1].", "Seventy were shot down.", [(1,)]),
    ("Seventy were down. [1][3] About 100 were fired.", "Seventy were down. About 100 were fired.", [(1,), (3,)]),
    ("All of it [1, 2; 4].", "All of it.", [(1, 2, 4)]),
    ("All of it [2-4].", "All of it.", [(2, 3, 4)]),
    ("All of it [2–4].", "All of it.", [(2, 3, 4)]),
    ("All of it [1 and 3].", "All of it.", [(1, 3)]),
    ("All of it [passage 2].", "All of it.", [(2,)]),
    ("All of it [^2].", "All of it.", [(2,)]),
    ("All of it【2】.", "All of it.", [(2,)]),
    ("Twice [1][1].", "Twice.", [(1,), (1,)]),
    ("Too far [9].", "Too far.", [(9,)]),
    ("Backwards [4-2].", "Backwards.", [(4, 2)]),
    ("A range of all [1-900].", "A range of all.", [(1, 900)]),
    ("He said “I [sic] left”.", "He said “I [sic] left”.", []),
    ("An empty one [] and [ ].", "An empty one [] and [ ].", []),
    ("A number [12345].", "A number [12345].", []),
    ("A link [1](http://a.example).", "A link (http://a.example).", [(1,)]),
    ("Cut off in the middle [1", "Cut off in the middle", [(1,)]),
    ("Cut off in the middle [", "Cut off in the middle [", []),
    ("Nested [[2]].", "Nested [].", [(2,)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "numbers"), CASES)
def test_marks_are_taken_out_however_the_text_is_cut(text: str, words: str, numbers: list[tuple[int, ...]]) -> None:
    rng = random.Random(text)
    for width in (len(text), 1, 2, 5):
        pieces = [text[at : at + width] for at in range(0, len(text), width)]
        found = _read(text, pieces)
        assert found == (words, numbers)
    places = sorted(rng.sample(range(len(text)), 3))
    assert (
        _read(text, [text[low:high] for low, high in zip([0, *places], [*places, len(text)], strict=True)])[1]
        == numbers
    )


def test_words_are_told_at_once_and_only_what_may_be_a_mark_is_held() -> None:
    marks = CitationMarkFilter()
    assert list(marks.feed("Seventy were")) == ["Seventy were"]
    assert list(marks.feed(" shot down [")) == [" shot down"]
    assert list(marks.feed("1")) == []
    assert list(marks.feed("] today")) == [CitationMark((1,)), " today"]


@pytest.mark.parametrize(("inside", "numbers"), [("1", (1,)), ("1,1,2", (1, 2)), ("3-3", (3,)), ("001", (1,))])
def test_numbers(inside: str, numbers: tuple[int, ...]) -> None:
    assert numbers_of(inside) == numbers
