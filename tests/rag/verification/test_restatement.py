import pytest

from rag.verification.restatement import restate_values
from tests.rag.verification.rules.rules import grounded


@pytest.mark.parametrize(
    ("claim", "as_written"),
    [
        ("70 missiles were shot down.", "Seventy missiles were shot down."),
        ("Of the missiles 70 were shot down.", "Of the missiles seventy were shot down."),
        ("On 15 November missiles were shot down.", "On Tuesday missiles were shot down."),
        ("Sales fell by 25 percent.", "Sales fell by a quarter."),
        ("80 missiles were shot down.", "80 missiles were shot down."),
    ],
)
def test_figures_and_days_as_the_source_writes_them(claim: str, as_written: str) -> None:
    sources, lines = grounded("Seventy missiles were shot down on Tuesday. Sales fell by a quarter, the company said.")
    assert restate_values(claim, sources, lines) == as_written
