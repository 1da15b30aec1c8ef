from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.quantities import Figure, competing_figure, figures_in, same_figure


def _only(text: str) -> Figure:
    [found] = figures_in(text)
    return found.item


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("seventy missiles", 70, ""),
        ("$48 million", 48e6, "dollar"),
        ("48 million dollars", 48e6, "dollar"),
        ("€1.2bn", 1.2e9, "euro"),
        ("60 percent", 60, "percent"),
        ("60 per cent", 60, "percent"),
        ("60%", 60, "percent"),
        ("half of the city", 50, "percent"),
        ("four-fifths of the city", 80, "percent"),
        ("a third more", 100 / 3, "percent"),
        ("the 21st", 21, "ordinal"),
        ("fourth child", 4, "ordinal"),
        ("a 50-minute crossing", 50, "minute"),
        ("4.8 km", 4.8, "kilometre"),
        ("4.8 kilometers", 4.8, "kilometre"),
        ("aged 47", 47, "year"),
        ("dozens of people", 24, ""),
        ("70 to 80 missiles", 80, ""),
        ("a day", 1, "day"),
    ],
)
def test_an_amount_and_its_measure(text: str, value: float, unit: str) -> None:
    found = _only(text)
    assert found.value == pytest.approx(value) and found.unit == unit


@pytest.mark.parametrize("text", ["Kh-101", "F-16s", "at 17:10", "one of them", "half an hour", "1. Missiles"])
def test_what_only_names_is_no_figure(text: str) -> None:
    assert figures_in(text) == ()


@pytest.mark.parametrize(
    ("said", "found", "same"),
    [
        ("70 missiles", "seventy missiles", True),
        ("80 missiles", "seventy missiles", False),
        ("about 100", "roughly 100", True),
        ("about 100", "97", True),
        ("about 100", "70", False),
        ("97", "about 100", False),
        ("eighty", "84", False),
        ("nearly 100", "97", True),
        ("more than 70", "73", True),
        ("more than 70", "65", False),
        ("more than 70", "at least 85", True),
        ("fewer than 70", "more than 70", False),
        ("at most 70", "65", True),
        ("85 missiles", "at least 85 missiles", True),
        ("1.2 million", "1,200,000", True),
        ("1.2 million", "1,234,000", True),
        ("1.2 million", "1,300,000", False),
        ("a third of them", "33 percent", True),
        ("33 percent", "a third of them", True),
        ("80 percent", "four-fifths of it", True),
        ("half of it", "80 percent", False),
        ("60 percent", "60 votes", False),
        ("between 70 and 80", "between 70 and 80", True),
        ("between 70 and 80", "between 60 and 80", False),
        ("between 70 and 80", "75", True),
        ("75", "between 70 and 80", False),
        ("dozens of people", "36 people", True),
        ("dozens of people", "12 people", False),
        ("hundreds of homes", "640 homes", True),
        ("24 hours", "a day", True),
        ("two weeks", "14 days", True),
        ("$15 million", "15 million", True),
        ("$15 million", "€15 million", False),
        ("the fourth", "four", False),
    ],
)
def test_which_figures_bear_each_other_out(said: str, found: str, same: bool) -> None:
    assert same_figure(_only(said), _only(found)) == same


@pytest.mark.parametrize(
    ("said", "found", "may"),
    [
        ("80 missiles", "70 missiles", True),
        ("80 missiles", "70 houses", False),
        ("80", "70 houses", True),
        ("80 percent", "70 percent", True),
        ("80 percent", "70 houses", False),
        ("5 dollars", "5 million dollars", False),
        ("third child", "fourth child", True),
    ],
)
def test_which_figures_may_stand_for_each_other(said: str, found: str, may: bool) -> None:
    assert competing_figure(_only(said), _only(found)) == may


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = figures_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
