from datetime import UTC, date, datetime

import pytest

from rag.conflicts.days import UNKNOWN_YEAR
from rag.conflicts.extraction import parties
from rag.language.parties import same_party
from tests.rag.conflicts.told import told

HURT = "How many people were hurt?"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Police said that 12 people were hurt.", ["12"]),
        ("One person was hurt, and two houses were hit.", ["One"]),
        ("Twelve people were injured, and 40 cars were burnt.", ["Twelve"]),
        ("Police said that 50 people were hurt, not 41 as first reported.", ["50"]),
        ("Police had earlier said that nine people were hurt.", ["nine"]),
        ("Correction: we wrote that 41 people were hurt.", []),
        ("An earlier version of this article said that 41 people were hurt; we wrote this wrongly.", []),
        ("Nobody was there.", []),
    ],
)
def test_the_figures_that_an_article_tells(text: str, figures: list[str]) -> None:
    assert [report.value.words for report in told(HURT, [("The Ledger", "2024-03-04", text)])] == figures


def test_an_outlet_that_takes_its_figure_back_no_longer_reports_it() -> None:
    wrong = "Police said that 41 people were hurt."
    note = ("The Ledger", "2024-03-05", "Correction: we wrote that 41 people were hurt. The number was 14.")
    assert told(HURT, [("The Ledger", "2024-03-04", wrong), note]) == []
    others = [("The Bay Herald", "2024-03-04", wrong), ("The Ledger", "2024-03-06", wrong)]
    for one in others:  # another outlet has not, nor one that says so after its note
        assert [report.value.words for report in told(HURT, [one, note])] == ["41"]


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("By 09:00 on Monday 12 people were hurt.", 9, 0),
        ("By 09:00 on Monday, 12 people were hurt, and on Tuesday nobody.", 20, 0),  # of which day it is, is not said
        ("By 09:00 12 people were hurt.", 20, 0),
        ("By 23:30 on Monday 12 people were hurt.", 20, 0),  # not after it was published
        ("On Monday 12 people were hurt.", 20, 0),
    ],
)
def test_when_it_was_said(text: str, hour: int, minute: int) -> None:
    [report] = told(HURT, [("The Ledger", "2024-03-04T20:00:00+00:00", text)])
    assert report.told == datetime(2024, 3, 4, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("On Monday 12 people were hurt.", "2024-03-06", {date(2024, 3, 4)}),
        ("On 1 March 12 people were hurt.", "2024-03-06", {date(2024, 3, 1)}),
        ("On 1 March 12 people were hurt.", "", {date(UNKNOWN_YEAR, 3, 1)}),
        ("Police said on Tuesday that 12 people were hurt.", "2024-03-06", set()),  # on which it was said
        ("Some 12 people were hurt.", "2024-03-06", set()),
    ],
)
def test_of_which_day_it_is_told(text: str, published: str, days: set[date]) -> None:
    [report] = told(HURT, [("The Ledger", published, text)])
    assert report.days == days


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("The army shot down nine missiles.", [("nine", "")]),
        ("The army shot down nine missiles. It also shot down 40 drones.", [("nine", ""), ("40", "drones")]),
        ("The army shot down 40 balloons.", []),
    ],
)
def test_of_what_it_is_told(text: str, things: list[tuple[str, str]]) -> None:
    article = ("The Ledger", "2024-03-04", f"Missiles were fired. {text}")
    found = told("How many missiles were shot down?", [article])
    assert [(report.value.words, report.thing) for report in found] == things


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Officers detained 23 people at the gate.", ["23"]),
        ("The police put the number of arrests at 23.", ["23"]),
        ("The number of demonstrators detained was 23 by the latest count of the mayor.", ["23"]),
        ("They put the number of demonstrators detained at 23 in the night.", ["23"]),
        ("The police detained 23 dogs.", []),
    ],
)
def test_people_at_a_march_are_its_demonstrators(text: str, values: list[str]) -> None:
    article = ("The Ledger", "2024-03-04", f"Demonstrators crossed the town. {text}")
    found = told("How many demonstrators were detained?", [article])
    assert [report.value.words for report in found] == values


def test_a_place_that_an_article_ties_to_the_name_asked_of_is_no_other_name() -> None:
    text = "The ferry Grey Heron sank off Tolland. The ferry had 40 people aboard when it left {}."
    tied, other = (
        told("How many people were aboard the Grey Heron?", [("The Ledger", "2024-03-04", text.format(place))])
        for place in ("Tolland", "Wexmoor")
    )
    assert [report.about for report in (*tied, *other)] == [True, False]


def test_an_article_of_something_else_tells_nothing() -> None:
    other = ("The Ledger", "2024-03-04", "In Tolland 12 people were hurt.")
    assert told("How many people were hurt in Wexmoor?", [other]) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ukraine's air force", "the air force", True),
        ("police", "The police", True),
        ("the fire brigade", "the police", False),
        ("the interior ministry", "the ministry of defence", False),
        ("the ministry of defence", "the defence ministry", True),
        ("the builder", "the building consortium", True),
        ("the company", "the ferry company", True),
        ("", "", False),
        ("", "police", False),
    ],
)
def test_whether_two_names_are_of_one_party(one: str, other: str, same: bool) -> None:
    assert same_party(one, other) is same


def test_each_party_is_named_once() -> None:
    articles = [
        ("The Ledger", "2024-03-04", "Police said that 12 people were hurt."),
        ("The Bay Herald", "2024-03-04", "The police said that 14 people were hurt."),
        ("Northern Courier", "2024-03-04", "The clinic said that 20 people were hurt."),
        ("Coast Today", "2024-03-04", "Some 15 people were hurt."),
    ]
    assert parties(told(HURT, articles)) == ["Police", "the clinic"]


def test_a_day_that_no_month_has_is_no_day() -> None:
    [report] = told(HURT, [("The Ledger", "2024-03-04", "On 31 June 12 people were hurt.")])
    assert report.days == frozenset()
