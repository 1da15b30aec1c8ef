import pytest

from rag.verification.rules.opposites import opposite_violations
from tests.rag.verification.rules.rules import grounded, outcome


@pytest.mark.parametrize(
    ("text", "claim", "wrong"),
    [
        ("Revenue fell by 9 percent.", "Revenue rose by 9 percent.", "contradicts"),
        ("Revenue fell by 9 percent.", "Revenue dropped by 9 percent.", ""),
        ("Revenue fell by 9 percent while shares rose.", "Shares rose while revenue fell.", ""),
        ("The northern flank has risen.", "The southern flank has risen.", "contradicts"),
        ("The plan is flexible, the board said.", "The plan is inflexible, the board said.", "contradicts"),
        ("The council approved the line.", "The council rejected the line.", "contradicts"),
        ("The shop closes at night, the mayor said of a plan for parks.", "Parks open in spring.", "contradicts?"),
    ],
)
def test_contraries(text: str, claim: str, wrong: str) -> None:
    _, lines = grounded(text)
    assert outcome(opposite_violations(claim, lines)) == wrong
