from datetime import UTC, datetime, timedelta

import pytest

from index.errors import DateError
from index.text.dates import date_in_words, from_micros, micros, parse_moment, parse_window_end


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-11-15", "2022-11-15T00:00:00+00:00"),
        ("2022-11-15T19:20:00+02:00", "2022-11-15T19:20:00+02:00"),
        ("2022-11-15 19:20", "2022-11-15T19:20:00+00:00"),
        ("Tue, 15 Nov 2022 19:20:00 -0500", "2022-11-15T19:20:00-05:00"),
        ("15 November 2022", "2022-11-15T00:00:00+00:00"),
        ("Nov. 15, 2022", "2022-11-15T00:00:00+00:00"),
        ("15.11.2022", "2022-11-15T00:00:00+00:00"),
        ("03.04.2022", "2022-04-03T00:00:00+00:00"),
        ("15/11/2022", "2022-11-15T00:00:00+00:00"),
        ("11/15/2022", "2022-11-15T00:00:00+00:00"),
        ("November 15, 2022 7:20 PM", "2022-11-15T19:20:00+00:00"),
    ],
)
def test_dates_as_people_and_machines_write_them(text: str, iso: str) -> None:
    assert parse_moment(text).isoformat() == iso


@pytest.mark.parametrize(
    "text", ["", "yesterday", "November 2022", "2022", "15", "may", "1668538800", "soon", "2022-13-45", "32 May 2022"]
)
def test_a_day_that_was_not_said_is_not_guessed(text: str) -> None:
    with pytest.raises(DateError, match="write it as"):
        parse_moment(text)


def test_figures_that_can_be_read_in_two_ways_are_refused() -> None:
    with pytest.raises(DateError, match="two ways"):
        parse_moment("03/04/2022")


@pytest.mark.parametrize("text", ["0022-11-15", "1066-10-14", "2999-01-01"])
def test_an_absurd_day_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="cannot be the date of an article"):
        parse_moment(text)


def test_a_window_ends_with_its_last_day() -> None:
    assert parse_window_end("2022-11-15") == datetime(2022, 11, 16, tzinfo=UTC) - timedelta(microseconds=1)
    assert parse_window_end("2022-11-15T12:00:00Z") == datetime(2022, 11, 15, 12, tzinfo=UTC)


def test_micros_lose_nothing() -> None:
    moment = datetime(1901, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
    assert from_micros(micros(moment)) == moment
    assert date_in_words(moment) == "3 February 1901"
