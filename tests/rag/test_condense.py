import pytest

from rag.condense import condense
from rag.conversation import Conversation


def after(*questions: str) -> Conversation:
    conversation = Conversation()
    for question in questions:
        conversation = conversation.then("user", question).then("assistant", "An answer.")
    return conversation


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        (
            ["how many missiles did Russia fire"],
            "and how many were shot down?",
            "how many missiles were shot down (Russia)",
        ),
        (["who is the mayor of Kyiv?"], "and of Kharkiv?", "who is the mayor of Kharkiv?"),
        (["who is the mayor of Kyiv?"], "what about Kharkiv?", "who is the mayor of Kharkiv?"),
        (["how many missiles were fired at Ukraine"], "what about drones?", "how many drones were fired at Ukraine"),
        (["who is the mayor of Kyiv?"], "how old is he?", "how old is he (mayor Kyiv)"),
        (["who won the election in Brno"], "why?", "why (won election Brno)"),
    ],
)
def test_what_a_follow_up_leaves_out_is_taken_from_before(before: list[str], question: str, standalone: str) -> None:
    assert condense(question, after(*before)) == standalone


@pytest.mark.parametrize("question", ["How many jobs will Kestrel Optics cut?", "who is Ukraine's energy minister", ""])
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert condense(question, after("how many missiles were intercepted?")) == question


def test_the_first_question_is_left_alone_whatever_it_says() -> None:
    assert condense("and how many were shot down?", Conversation()) == "and how many were shot down?"


def test_a_follow_up_to_a_follow_up_knows_the_beginning() -> None:
    conversation = after("how many missiles did Russia fire at Ukraine?", "and how many were intercepted?")
    standalone = condense("by whom?", conversation)
    assert "missiles" in standalone
    assert "intercepted" in standalone
