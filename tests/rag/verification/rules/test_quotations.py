import pytest

from rag.verification.rules.quotations import quotation_violations
from tests.rag.verification.rules.rules import grounded, outcome

TEXT = (
    "“Magma is moving, and it's about three kilometres down,” she said. "
    "“That doesn't mean that an eruption is certain.”"
)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("She said: “Magma is moving.”", ""),
        ('"magma is moving," she said.', ""),
        ("“It’s about three   kilometres down”, she said.", ""),
        ("“Magma is moving … three kilometres down,” she said.", ""),
        ("“Magma [below] is moving,” she said.", ""),
        ("“[It] is about three kilometres down,” she said.", "contradicts"),
        ("“Magma is moving, and it's about five kilometres down,” she said.", "contradicts"),
        ("“Three kilometres down … magma is moving,” she said.", "contradicts"),
        ("“We leave at once,” she said.", "lacks"),
        ("The “alert” was raised.", ""),
        ("The report “Island on Fire” warned of it.", ""),
    ],
)
def test_quotations(claim: str, wrong: str) -> None:
    sources, lines = grounded(TEXT, "Island on fire")
    assert outcome(quotation_violations(claim, sources, lines)) == wrong
