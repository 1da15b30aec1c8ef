import pytest

from rag.answering.quotation import answer_quotation, quotation_query, spoken_in
from tests.rag.answering.pieces import asking, piece

LUND = piece(
    "Ada Lund, an adviser to Mr. Holt, defended the plan on Monday.\n\n"
    "“Does anybody believe that the dam is safe?” she wrote. “It leaks. It has leaked for years.”\n\n"
    "The dam was built in 1951, said its keeper, Rufus Pell. “I sleep well behind it,” he said. The council will vote.",
    "dam",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "who", "topic"),
    [
        ("What did Lund say about the dam?", "Lund", "about the dam"),
        ("what has the mayor said", "the mayor", ""),
        ("How did Hale react to the recount?", "Hale", "to the recount"),
        ("what was the union's reaction to the cuts", "the union", "to the cuts"),
        ("What was the response of the owner?", "the owner", ""),
        ("quote from Linda Achterberg on jobs", "Linda Achterberg", "on jobs"),
        ("how many missiles were intercepted", "", ""),
    ],
)
def test_a_question_for_words_has_a_speaker_and_a_topic(question: str, who: str, topic: str) -> None:
    asked = quotation_query(question)
    assert (asked.who, asked.topic) == (who, topic)


def test_the_quoted_words_and_their_speaker_are_the_answer() -> None:
    found = answer_quotation(asking("What did Lund say about the dam?"), [LUND], [])
    assert found is not None
    assert found.short_answer == "Ada Lund: “Does anybody believe that the dam is safe?”"
    texts = [claim.text for claim in found.claims]
    assert texts[0] == "“Does anybody believe that the dam is safe?” she wrote."
    assert texts[1].startswith("“It leaks.")


def test_each_speaker_has_their_own_words() -> None:
    assert [one.text for one in spoken_in(LUND, "Rufus Pell")] == [
        "The dam was built in 1951, said its keeper, Rufus Pell.",
        "“I sleep well behind it,” he said.",
    ]
    assert all("sleep" not in one.text for one in spoken_in(LUND, "Ada Lund"))


def test_who_says_nothing_of_it_is_not_quoted() -> None:
    assert answer_quotation(asking("What did Lund say about the bakery?"), [LUND], []) is None
    assert answer_quotation(asking("What did Castor say about the dam?"), [LUND], []) is None


def test_words_that_are_only_reported_are_given_as_they_stand() -> None:
    reported = piece("The council met. The mayor of Tolland said that the dam would hold.", "mayor")
    found = answer_quotation(asking("What did the mayor say about the dam?"), [reported], [])
    assert found is not None
    assert found.short_answer == "The mayor of Tolland said that the dam would hold."


def test_a_namesake_is_another_speaker() -> None:
    kin = piece("Ada Lund died on Sunday. Her daughter, the baker Rosa Lund, said that the mill would be sold.", "kin")
    assert answer_quotation(asking("What did Ada Lund say about the mill?"), [kin], []) is None
    assert answer_quotation(asking("What did Rosa Lund say about the mill?"), [kin], []) is not None


def test_a_quotation_beside_another_speaker_is_not_given_to_either() -> None:
    two = piece(
        "Mayor Ada Lund said that the dam would hold, but Professor Rufus Pell said it was “rotten to the core”."
    )
    found = answer_quotation(asking("What did Ada Lund say about the dam?"), [two], [])
    assert found is not None
    assert found.short_answer == two.text
