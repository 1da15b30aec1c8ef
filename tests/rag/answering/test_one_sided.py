import pytest

from rag.answering.one_sided import one_sided
from rag.schema.evidence import Evidence
from tests.rag.answering.pieces import asking, piece

FISHERMEN = "Fishermen said that the dam has killed the salmon of the Ulver."
UNIVERSITY = "The university said that the salmon of the Ulver are fewer since the dam was closed."
OPERATOR = "Ulver Power said that the salmon have not suffered."
ELSEWHERE = "The mayor said that the new library will open in May."
SILENT = "The salmon of the Ulver are fewer since the dam was closed."


def pieces(*texts: str) -> list[Evidence]:
    return [piece(text, id=f"a{n}") for n, text in enumerate(texts)]


QUESTION = "What did Ulver Power say about the salmon?"


@pytest.mark.parametrize(
    ("question", "texts", "named"),
    [
        (QUESTION, [FISHERMEN], "Fishermen"),
        (QUESTION, [FISHERMEN, UNIVERSITY, FISHERMEN], "Fishermen, the university"),
        ("Ulver Power's reaction to the salmon", [FISHERMEN], ""),
        ("What was Ulver Power's response to the salmon?", [FISHERMEN], "Fishermen"),
        (QUESTION, [FISHERMEN, OPERATOR], ""),  # the party is quoted
        (QUESTION, [ELSEWHERE], ""),  # on something else
        (QUESTION, [SILENT], ""),  # nobody is quoted
        (QUESTION, [], ""),
        ("What did Ulver Power say?", [FISHERMEN], ""),  # about anything
        ("How many salmon were killed?", [FISHERMEN], ""),
    ],
)
def test_only_others_are_quoted_on_what_a_party_was_asked_about(question: str, texts: list[str], named: str) -> None:
    said = [notice.text for notice in one_sided(asking(question), pieces(*texts))]
    about = f"Only one side is quoted on this ({named}); nothing of it is said by Ulver Power."
    assert said == ([about] if named else [])
