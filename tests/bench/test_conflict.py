"""Which values an answer lists, and when one counts as right."""

import pytest

from bench.conflict import Outcome, Row, same
from rag.schema.answer import Answer, Conflict, Status


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("3,559 people", "3,559", True),
        ("3,559", "3,559 people", True),
        ("American football", "a former american-football linebacker", False),
        ("American football", "a former American football linebacker", True),
        ("The Bard of Wexmoor", "bard of wexmoor.", True),
        ("football American", "American football", False),
        ("foot", "football", False),
        ("1974", "1975", False),
        ("10", "10,000", False),
        ("", "1974", False),
        ("the", "the bard", False),
    ],
)
def test_a_value_is_right_if_its_words_stand_in_the_answer_or_the_answers_in_it(
    one: str, other: str, alike: bool
) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


@pytest.mark.parametrize(
    ("short", "others", "right", "values", "listed", "leads"),
    [
        ("Seventy", ("Seventy", "85"), ("85",), ["Seventy", "85"], True, False),
        ("Seventy", ("Seventy", "85"), ("Seventy", "85"), ["Seventy", "85"], True, True),
        ("Seventy", ("85", "seventy"), ("85", "Seventy"), ["Seventy", "85"], True, True),
        ("Seventy", (), ("Seventy", "85"), ["Seventy"], False, True),
        ("the Port", ("port",), ("Tolland port",), ["the Port"], True, True),
        ("", (), ("Seventy",), [], False, False),
    ],
)
def test_every_right_answer_must_be_listed_and_one_of_them_lead(
    short: str, others: tuple[str, ...], right: tuple[str, ...], values: list[str], listed: bool, leads: bool
) -> None:
    conflicts = tuple(Conflict("", value, None, "", "", "disagreement", ()) for value in others)
    status: Status = "answered" if short else "not_found"
    answer = Answer("", "", status, "extractive", short, 0.5, conflicts=conflicts)
    found = Outcome(Row("", (), right, misled=False), answer)
    assert (found.values, found.listed, found.leads) == (values, listed, leads)
