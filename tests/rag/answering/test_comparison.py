from datetime import date

import pytest

from rag.answering.comparison import answer_comparison, answer_which_first, event_day
from tests.rag.answering.pieces import asking, piece, sentence

VOTE = piece("The council of Tolland voted for the dam on Tuesday. It was a long night.", "vote", "2024-03-12")
FIRE = piece("A fire destroyed the mill on Sunday night. Nobody was hurt.", "fire", "2024-05-06")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which came first, the vote or the fire?", "The vote (12 March 2024), before the fire (5 May 2024)"),
        ("Which came last, the vote or the fire?", "The fire (5 May 2024), after the vote (12 March 2024)"),
        ("Did the vote come before the fire?", "Yes: the vote (12 March 2024) came before the fire (5 May 2024)"),
        ("Did the fire come before the vote?", "No: the vote (12 March 2024) came before the fire (5 May 2024)"),
        ("Did the fire happen after the vote?", "Yes: the vote (12 March 2024) came before the fire (5 May 2024)"),
    ],
)
def test_two_events_are_put_in_order_by_their_days(question: str, short: str) -> None:
    found = answer_which_first(asking(question), [FIRE, VOTE])
    assert (found.status, found.short_answer) == ("answered", short)
    assert {claim.text.split()[1] for claim in found.claims} == {"council", "fire"}


@pytest.mark.parametrize(
    "question",
    ["Which came first, the vote or the flood?", "Which came first, the vote in Oslo or the fire?", "first?"],
)
def test_an_event_that_no_article_tells_of_has_no_order(question: str) -> None:
    assert answer_which_first(asking(question), [FIRE, VOTE]).status == "not_found"


@pytest.mark.parametrize(
    ("text", "day", "reported"),
    [
        ("The mill burned down on 3 May 2024.", date(2024, 5, 3), False),
        ("The mill burned down on Sunday.", date(2024, 5, 5), False),
        ("The mill had burned for hours, the owner said on Sunday.", date(2024, 5, 5), True),
        ("The mill has burned down.", date(2024, 5, 6), True),
        ("The mill burned down in January.", None, False),
        ("The mill burned down ten years ago.", None, False),
        ("Students found a comet that will pass in March 2031.", date(2024, 5, 6), True),
    ],
)
def test_a_sentence_gives_the_day_of_what_it_tells(text: str, day: date | None, reported: bool) -> None:
    assert event_day(sentence(text, published="2024-05-06")) == (day, reported)


def test_a_sentence_inside_an_article_has_no_day_of_its_own() -> None:
    assert event_day(sentence("The council met. The mill is old.", 1)) == (None, False)


def test_two_things_in_one_sentence_are_compared_in_it() -> None:
    both = piece("The insurers put the damage at 90 million dollars, while the county put it at 70 million.", "both")
    found = answer_comparison(asking("Compare the insurers with the county"), [both, FIRE])
    assert found is not None
    assert [claim.text for claim in found.claims] == [both.text]


def test_two_things_stand_side_by_side() -> None:
    found = answer_comparison(asking("the vote versus the fire"), [FIRE, VOTE])
    assert found is not None
    assert [claim.text[:12] for claim in found.claims] == ["The council ", "A fire destr"]


def test_one_of_two_is_only_a_part() -> None:
    found = answer_comparison(asking("the vote versus the flood"), [FIRE, VOTE])
    assert found is not None
    assert (found.status, found.notices[0].text) == ("partial", "None of the articles tells of the flood.")
