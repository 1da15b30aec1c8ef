import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,400 homes", [1400]),
        ("It cost 2.5 million.", [2_500_000]),
        ("Seventy of them", [70]),
        ("seventy-two", [72]),
        ("a dozen eggs and a hundred hens", [12, 100]),
        ("two hundred and five thousand", [205_000]),
        ("$1.2bn", [1_200_000_000]),
        ("approximately 100 The", [100]),
        ("100,000 and 20", [100_000, 20]),
        ("0.5%", [0.5]),
        ("12 thousand", [12_000]),
        ("3-2", [3, 2]),
        ("the 9th, at 9.30am, a 4x4", []),
        ("hundreds, tenfold, someone", []),
        ("", []),
    ],
)
def test_numbers_are_understood_as_people_write_them(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    ends = [end for number in numbers_in(text) for end in (number.start, number.end)]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)


@given(st.integers(0, 10**15))
def test_digits_are_their_own_value(number: int) -> None:
    assert [found.value for found in numbers_in(f"about {number:,} of {number}")] == [number, number]
