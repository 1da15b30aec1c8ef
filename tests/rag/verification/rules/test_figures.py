import pytest

from rag.verification.rules.figures import figure_violations
from tests.rag.verification.rules.rules import grounded, outcome

TEXT = (
    "Russia had launched at least 85 missiles by mid-afternoon, and 20 more could follow. Seventy missiles were shot "
    "down. The line will be 4.8 kilometres long, have nine stops and cost 212 million euros. Sales fell by a quarter, "
    "while those of lenses grew by 14 percent. It was the first loss in eleven years. On 10 October 84 missiles "
    "were launched."
)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("70 missiles were shot down.", ""),
        ("About seventy missiles were shot down.", ""),
        ("Eighty missiles were shot down.", "contradicts"),
        ("By mid-afternoon Russia had launched 85 missiles.", ""),
        ("By mid-afternoon Russia had launched at least 20 missiles.", "lacks"),
        ("The line has 9 stops and costs €212 million.", ""),
        ("The line has seven stops.", "contradicts"),
        ("The line is 4.8 km long.", ""),
        ("The line is 8.4 km long.", "contradicts"),
        ("Sales fell by 25 percent.", ""),
        ("Sales fell by 35 percent.", "contradicts"),
        ("Sales of lenses grew by 14%.", ""),
        ("It was the second loss in 11 years.", "contradicts"),
        ("On 10 October, 84 missiles were launched.", ""),
        ("Ferries carried 900 passengers.", "lacks"),
        ("Two ferries sank.", "lacks?"),
        ("One missile fell.", ""),
        ("The Kh-101 was used.", ""),
    ],
)
def test_figures(claim: str, wrong: str) -> None:
    _, lines = grounded(TEXT)
    assert outcome(figure_violations(claim, lines)) == wrong


def test_the_reason_names_both() -> None:
    _, lines = grounded(TEXT)
    [flaw] = figure_violations("The line will cost €312 million.", lines)
    assert flaw.reason == "says €312 million; the cited passage says 212 million"
