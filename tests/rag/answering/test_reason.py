import pytest

from rag.answering.reason import answer_reason, cause
from tests.rag.answering.pieces import asking, choice, piece

SUNK = piece(
    "The Argo sank on Friday off Wexmoor. The Argo sank because two lorries had not been chained down. Nobody died.",
    "sunk",
)


def test_the_sentence_with_the_reason_comes_first() -> None:
    ranked = [choice(SUNK, "on Friday", 8.2), choice(SUNK, "two lorries had not been chained down", 8.1)]
    found = answer_reason(asking("Why did the Argo sink?"), [SUNK], ranked)
    assert found.short_answer == "The Argo sank because two lorries had not been chained down."
    assert found.claims[0].text == found.short_answer
    assert len(found.claims) <= 2


def test_that_a_thing_happened_is_no_reason() -> None:
    bare = piece("The Argo sank on Friday off Wexmoor.", "bare")
    assert (
        answer_reason(asking("Why did the Argo sink?"), [bare], [choice(bare, "off Wexmoor", 7.0)]).status
        == "not_found"
    )


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("It sank because two lorries broke loose.", True),
        ("Two lorries broke loose, so that it sank.", True),
        ("It sank on Friday off Wexmoor.", False),
    ],
)
def test_words_of_cause_are_known(text: str, more: bool) -> None:
    found = piece(text)
    assert (cause(choice(found, text.split()[-1].strip("."))) > 0) is more
