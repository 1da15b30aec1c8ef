import pytest

from rag.verification.rules.dates import date_violations
from tests.rag.verification.rules.rules import grounded, outcome

TEXT = (
    "Russia fired missiles at Ukraine on Tuesday. By Wednesday morning the power will be back. The salvo was larger "
    "than that of 10 October. The ferry had left at 17:10. Mount Seraal last erupted in 1974. Trams should run from "
    "May 2024."
)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Russia fired missiles at Ukraine on Tuesday.", ""),
        ("On 15 November 2022 Russia fired missiles at Ukraine.", ""),
        ("In November 2022 Russia fired missiles at Ukraine.", ""),
        ("Russia fired missiles at Ukraine on Thursday.", "contradicts"),
        ("Russia fired missiles at Ukraine on 16 October.", "contradicts"),
        ("Russia fired missiles at Ukraine in 2021.", "contradicts"),
        ("The salvo was larger than that of 10 October 2022.", ""),
        ("The salvo was larger than that of 20 October.", "contradicts"),
        ("The ferry left at 5:10 pm.", ""),
        ("The ferry left at 17:40.", "contradicts"),
        ("Mount Seraal erupted in 1947.", "contradicts"),
        ("Trams run from May.", ""),
        ("Trams should run from June 2024.", "contradicts"),
        ("Schools close in August.", "lacks"),
    ],
)
def test_days(claim: str, wrong: str) -> None:
    sources, lines = grounded(TEXT)
    assert outcome(date_violations(claim, sources, lines)) == wrong


def test_what_an_article_tells_without_a_day_is_of_the_day_it_came_out() -> None:
    sources, lines = grounded("A ferry sank off the cape.")
    assert outcome(date_violations("A ferry sank on Tuesday.", sources, lines)) == ""
    assert outcome(date_violations("A ferry sank on Friday.", sources, lines)) == "lacks"
