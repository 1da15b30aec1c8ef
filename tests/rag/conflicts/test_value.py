from datetime import date

import pytest

from rag.conflicts.value import Value, value_of
from rag.query.answer_type import AnswerType

DAY = date(2024, 3, 4)


def value(kind: AnswerType, words: str, published: date | None = DAY) -> Value:
    found = value_of(kind, words, words, published)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("number", "seventy", "70", True),
        ("number", "1,200", "1200", True),
        ("number", "70", "71", False),
        ("amount", "212 million euros", "€212 million", True),
        ("amount", "0.2 billion euros", "200 million euros", True),
        ("amount", "212 million euros", "190 million euros", False),
        ("amount", "212 million euros", "212 million dollars", False),
        ("date", "4 March 2024", "March 4, 2024", True),
        ("date", "March 2024", "4 March 2024", True),
        ("date", "4 March 2024", "14 March 2024", False),
        ("date", "Monday", "4 March 2024", True),
        ("person", "Mira Tal", "Governor Mira Tal", True),
        ("person", "Mira Tal", "Ivo Tamm", False),
    ],
)
def test_whether_two_values_are_the_same(kind: AnswerType, one: str, other: str, same: bool) -> None:
    assert value(kind, one).same(value(kind, other)) is same
    assert value(kind, other).same(value(kind, one)) is same


def test_a_figure_is_never_a_name() -> None:
    assert not value("number", "70").same(value("person", "70"))


@pytest.mark.parametrize(("kind", "words"), [("number", "many of them"), ("date", "soon"), ("person", "…")])
def test_what_holds_no_value_is_none(kind: AnswerType, words: str) -> None:
    assert value_of(kind, words, words, DAY) is None


def test_the_span_is_looked_at_where_the_words_hold_nothing() -> None:
    found = value_of("number", "them", "all seventy", DAY)
    assert found is not None
    assert (found.words, found.figure and found.figure.value) == ("them", 70)
