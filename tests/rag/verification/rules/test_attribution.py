import pytest

from rag.verification.rules.attribution import attribution_violations
from tests.rag.verification.rules.rules import grounded, outcome

TEXT = (
    "Seventy missiles were intercepted, Ukraine's air force said. Fifteen facilities were damaged, according to the "
    "president's office. “We wait,” said Olena Dovhal."
)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("The air force said that seventy missiles were intercepted.", ""),
        ("According to the Ukrainian air force, seventy missiles were intercepted.", ""),
        ("The navy's headquarters said that seventy missiles were intercepted.", "lacks"),
        ("Seventy missiles were intercepted.", ""),
        ("The Harbour Courier reported that seventy missiles were intercepted.", ""),
        ("She said that seventy missiles were intercepted.", ""),
        ("Dovhal said: “We wait.”", ""),
    ],
)
def test_who_says_so(claim: str, wrong: str) -> None:
    sources, lines = grounded(TEXT, publisher="The Harbour Courier")
    assert outcome(attribution_violations(claim, sources, lines)) == wrong
