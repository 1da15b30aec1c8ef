from datetime import date

import pytest

from rag.language.dates import day_of, is_day_of, with_dates

TUESDAY = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("span", "sentence", "told"),
    [
        ("Tuesday", "The chairs were bought on Tuesday.", "12 March 2024 (Tuesday in the article)"),
        ("on Monday night", "The river rose on Monday night.", "11 March 2024 (Monday night in the article)"),
        ("Wednesday", "The bridge fell on Wednesday.", "6 March 2024 (Wednesday in the article)"),
        ("yesterday", "The bridge fell yesterday.", "11 March 2024 (yesterday in the article)"),
        ("Thursday", "Schools stay closed until Thursday.", "14 March 2024 (Thursday in the article)"),
        ("Friday", "The council will vote on Friday.", "15 March 2024 (Friday in the article)"),
        ("Monday", "It will close, the owner said on Monday.", "11 March 2024 (Monday in the article)"),
        # What is not certain stays as it is.
        ("last Friday", "The bridge fell last Friday.", "last Friday"),
        ("next Monday", "It opens next Monday.", "next Monday"),
        ("every Monday", "It opens every Monday.", "every Monday"),
        ("Sunday", "Lund, who won on Sunday, will take office soon.", "Sunday"),
        ("Tuesday, 5 March 2024", "It fell on Tuesday, 5 March 2024.", "Tuesday, 5 March 2024"),
        ("1974", "It last erupted in 1974.", "1974"),
        ("today", "“We close today,” he said.", "today"),
    ],
)
def test_a_weekday_becomes_a_date(span: str, sentence: str, told: str) -> None:
    assert with_dates(span, sentence, sentence.index(span), TUESDAY) == told


def test_without_a_date_of_publication_the_words_stay() -> None:
    assert with_dates("Tuesday", "It fell on Tuesday.", 11, None) == "Tuesday"


def test_a_word_that_begins_like_a_month_is_none() -> None:
    sentence = "It fell on Monday, before 15 marchers."
    assert with_dates("Monday, before 15 marchers", sentence, 11, TUESDAY).startswith("11 March 2024 (")


def test_the_day_of_publication_is_the_most_recent_one() -> None:
    assert day_of("Tuesday", "It fell on Tuesday.", 11, TUESDAY) == TUESDAY


@pytest.mark.parametrize(
    ("day", "span", "is_one"),
    [
        ("26 January 2024 (Friday evening in the article)", "January", True),
        ("January 26", "January", True),
        ("26 January 2024", "January 2024", True),
        ("26 January 2024", "2024", True),
        ("26 January 2024", "January 2023", False),
        ("26 February 2024", "January", False),
        ("January 2024", "January", False),
        ("26 January 2024", "24 January", False),
        ("26 January 2024", "winter", False),
        ("26 January 2024", "", False),
    ],
)
def test_a_day_of_a_month_or_year(day: str, span: str, is_one: bool) -> None:
    assert is_day_of(day, span) is is_one
