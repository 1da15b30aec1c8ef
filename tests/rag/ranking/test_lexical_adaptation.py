import pytest

from rag.ranking.lexical_adaptation import adapt_wording


@pytest.mark.parametrize(
    ("question", "passage", "worded"),
    [
        ("how many missiles were intercepted", "Ten were shot down.", "how many missiles were shot down"),
        ("how many missiles were intercepted", "Ten missiles were intercepted.", "how many missiles were intercepted"),
        ("how many drones were intercepted?", "Two drones were Brought Down.", "how many drones were brought down?"),
        ("who injured them?", "Nothing of the kind.", "who injured them?"),
        ("", "Ten were shot down.", ""),
        ("who was injured", "", "who was injured"),
    ],
)
def test_a_word_that_the_passage_lacks_is_put_as_it_puts_it(question: str, passage: str, worded: str) -> None:
    assert adapt_wording(question, [passage]) == [worded]


def test_each_passage_is_asked_in_its_own_words() -> None:
    passages = ["Ten were intercepted.", "Ten were shot down.", "Ten arrived."]
    asked = adapt_wording("How many were intercepted?", passages)
    assert asked == ["How many were intercepted?", "How many were shot down?", "How many were intercepted?"]


def test_names_stay_names() -> None:
    question = "what did the White House say"
    assert adapt_wording(question, ["The residents said nothing.", "They waited for the White House."])[0] == question
