import pytest

from rag.kind import Kind, fits, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many missiles were intercepted", "number"),
        ("What was the turnout?", "number"),
        ("How old is she?", "number"),
        ("When was the port closed?", "date"),
        ("what year did it open", "date"),
        ("who is the mayor of Kyiv", "person"),
        ("Which official resigned?", "person"),
        ("where did the Group of 20 meet", "place"),
        ("which neighbouring country lost power", "place"),
        ("Which company cut jobs?", "name"),
        ("Why did the ferry sink?", "open"),
        ("What happens when ash falls?", "open"),
        ("latest on the power cuts", "open"),
    ],
)
def test_the_first_question_word_says_what_is_asked_for(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("kind", "span", "does"),
    [
        ("number", "Seventy", True),
        ("number", "1.2 million", True),
        ("number", "the mayor", False),
        ("date", "on Tuesday", True),
        ("date", "15 November 2022", True),
        ("date", "the harbour", False),
        ("person", "Vitali Klitschko", True),
        ("person", "police", True),
        ("person", "seventy", False),
        ("place", "on Tuesday", False),
        ("name", "2022", False),
        ("open", "anything at all", True),
    ],
)
def test_a_span_of_another_kind_does_not_fit(kind: Kind, span: str, does: bool) -> None:
    assert fits(kind, span) is does
