"""The noun that a "how many" counts, and numbers of other nouns or subtotals."""

import pytest

from rag.language.counted_nouns import counted_keyword, counted_noun, counts_other, is_subtotal
from rag.language.keywords import keywords_of


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("how many missiles were intercepted", "missiles"),
        ("How many cruise missiles did Russia fire?", "missiles"),
        ("how many of the houses were burned", "houses"),
        ("how many people were killed", ""),
        ("how many days did it last", ""),
        ("who is the mayor", ""),
        ("how old is she", ""),
    ],
)
def test_the_noun_that_is_counted(question: str, noun: str) -> None:
    assert counted_noun(question) == noun


@pytest.mark.parametrize(
    ("question", "after", "other"),
    [
        ("how many tanks were destroyed", " houses were destroyed", True),
        ("how many tanks were destroyed", " tanks were destroyed", False),
        ("how many missiles were fired", " rockets were fired", False),
        ("how many missiles were fired", " Russian rockets were fired", False),
        ("how many jobs were cut", " of its 5,100 jobs", False),
        ("how many people died", " sailors died", False),
    ],
)
def test_a_number_that_counts_something_else(question: str, after: str, other: bool) -> None:
    assert counts_other(after, counted_keyword(question, keywords_of(question, []))) == other


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("how many missiles did Russia fire", True),
        ("how many missiles were intercepted", False),
        ("how many missiles were shot down", False),
        ("how many people died", False),
    ],
)
def test_a_part_of_what_is_counted(question: str, part: bool) -> None:
    after = " of the missiles fired by Russia on Tuesday were shot down, the air force said."
    assert (
        is_subtotal(after, counted_keyword(question, keywords_of(question, [after])), keywords_of(question, [after]))
        == part
    )
