import pytest

from rag.verification.rules.negation import negation_violations
from tests.rag.verification.rules.rules import grounded, outcome


@pytest.mark.parametrize(
    ("text", "claim", "wrong"),
    [
        ("Hale did not concede defeat.", "Hale conceded defeat.", "contradicts"),
        ("Hale conceded defeat on Sunday.", "Hale did not concede defeat on Sunday.", "contradicts"),
        ("Hale conceded defeat on Sunday.", "Hale never conceded defeat.", "contradicts"),
        ("Hale refused to concede defeat.", "Hale did not concede defeat.", ""),
        ("Ten million people were without power.", "Ten million people had no power.", ""),
        ("Ten million people were without power.", "Ten million people lost power.", ""),
        ("Lava destroyed houses, but nobody was killed.", "Lava destroyed houses.", ""),
        ("Not only Kyiv was hit by missiles.", "Kyiv was hit by missiles.", ""),
        ("No fewer than ten missiles hit Kyiv.", "Ten missiles hit Kyiv.", ""),
        ("Fifteen sites were damaged.", "The number of damaged sites was 15, not 12.", "lacks?"),
        ("The mayor was there.", "The mayor did not raise taxes.", "lacks?"),
        ("The mayor was not there.", "The town raised taxes.", ""),
    ],
)
def test_denials(text: str, claim: str, wrong: str) -> None:
    _, lines = grounded(text)
    assert outcome(negation_violations(claim, lines)) == wrong
