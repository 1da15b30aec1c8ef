from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.dates.moments import Moment, competing_moment, moments_in, same_moment

PUBLISHED = date(2022, 11, 15)
TUESDAY = Moment(2022, 11, 15, 1)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("on Tuesday", TUESDAY),
        ("today", TUESDAY),
        ("yesterday", Moment(2022, 11, 14, 0)),
        ("last Tuesday", Moment(weekday=1)),
        ("on 10 October", Moment(2022, 10, 10, 0)),
        ("on October 10th, 2022", Moment(2022, 10, 10, 0)),
        ("on 2022-10-10", Moment(2022, 10, 10, 0)),
        ("in May 2024", Moment(2024, 5)),
        ("since April", Moment(month=4)),
        ("in 1974", Moment(1974)),
    ],
)
def test_moments_are_counted_from_the_day_of_the_article(text: str, moment: Moment) -> None:
    assert [one.item for one in moments_in(text, PUBLISHED)] == [moment]


@pytest.mark.parametrize("text", ["It may be so.", "May be.", "1,974 people", "$2000", "2000 people"])
def test_what_is_no_moment(text: str) -> None:
    assert moments_in(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("said", "found", "same"),
    [
        (Moment(weekday=1), TUESDAY, True),
        (Moment(weekday=2), TUESDAY, False),
        (Moment(month=11, day=15), TUESDAY, True),
        (Moment(month=11), TUESDAY, True),
        (Moment(2022), TUESDAY, True),
        (Moment(2021), TUESDAY, False),
        (TUESDAY, Moment(2022), False),
        (TUESDAY, Moment(2022, 11), False),
        (Moment(weekday=1), Moment(month=11), False),
    ],
)
def test_a_moment_is_borne_out_by_one_as_fine(said: Moment, found: Moment, same: bool) -> None:
    assert same_moment(said, found) == same


def test_days_compete_with_days_and_years_with_years() -> None:
    assert competing_moment(Moment(weekday=1), Moment(weekday=2))
    assert competing_moment(Moment(2021), TUESDAY)
    assert not competing_moment(Moment(month=4), Moment(weekday=2))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in moments_in(text, PUBLISHED))
