from datetime import date

from rag.answering.digest import ABOUT, SENTENCES, answer_digest
from rag.language.sentences import same_statement
from rag.schema.answer import Answer
from tests.rag.answering.pieces import asking, piece, sentence

CRANE = piece(
    "A crane fell into the harbour of Wexmoor on Monday. Two workers were hurt when the crane fell. It was a mild day.",
    "crane", "2024-03-04", 3.0, title="Crane falls into the harbour of Wexmoor", source="The Tolland Times",
)  # fmt: skip
RAISED = piece(
    "The crane in the harbour of Wexmoor was raised on Friday. Divers from Tolland had worked for three days.",
    "raised", "2024-03-08", 2.0, title="Crane raised from the harbour", source="Wexmoor Mail",
)  # fmt: skip
REPRINT = piece(
    "A crane fell into the harbour of Wexmoor on Monday. Two workers were hurt when the crane fell.",
    "reprint", "2024-03-05", 1.0, title="Crane falls into the harbour of Wexmoor", source="Pilot",
)  # fmt: skip
BAKERY = piece("A bakery in Tolland has made the longest loaf of the county.", "bakery", "2024-03-09", 0.5)
ALL = [CRANE, RAISED, REPRINT, BAKERY]


def test_a_digest_tells_each_thing_once_with_its_day() -> None:
    found = answer_digest(asking("what happened to the crane in Wexmoor"), ALL)
    texts = [claim.text for claim in found.claims]
    assert texts[0] == "[4 March 2024] A crane fell into the harbour of Wexmoor on Monday."
    assert any(text.startswith("[8 March 2024] The crane in the harbour of Wexmoor was raised") for text in texts)
    assert len({text.partition("] ")[2] for text in texts}) == len(texts) <= SENTENCES
    assert not any("loaf" in text for text in texts)
    assert found.short_answer == "4 March 2024: A crane fell into the harbour of Wexmoor on Monday."


def test_a_reprint_is_named_beside_the_first() -> None:
    found = answer_digest(asking("what happened to the crane in Wexmoor"), ALL)
    assert (found.citations[0].article.id, found.citations[0].also_in) == ("crane", ("Pilot",))
    assert found.claims[0].independent_sources == 1


def test_the_latest_comes_newest_first() -> None:
    found = answer_digest(asking("latest on the crane in Wexmoor"), ALL)
    days = [citation.article.published.date() for citation in found.citations if citation.article.published]
    assert days[0] == date(2024, 3, 8)
    assert days == sorted(days, reverse=True)
    assert found.short_answer.startswith("8 March 2024: The crane in the harbour of Wexmoor was raised")


def test_all_the_news_begins_with_the_newest_article() -> None:
    found = answer_digest(asking("what's the latest"), ALL)
    assert found.claims[0].text == "[9 March 2024] A bakery in Tolland has made the longest loaf of the county."


def of_day(question: str) -> Answer:
    return answer_digest(asking(question, date(2024, 3, 20)), ALL)


def test_a_day_is_told_from_the_articles_of_that_day() -> None:
    for question in (
        "what happened on 8 March",
        "What happened on March 8, 2024?",
        "what happened on the 8th of March",
    ):
        texts = [claim.text for claim in of_day(question).claims]
        assert texts[0].startswith("[8 March 2024] The crane in the harbour")
        assert not any(text.startswith("[4 March") for text in texts)
    assert of_day("what happened on 7 March").claims[0].text.startswith("[8 March 2024]")
    assert of_day("what happened on 8 March 2023").status == "not_found"


def test_a_subject_that_no_article_is_about_is_not_found() -> None:
    for question in ("what happened in Barcelona", "latest on the crane in Barcelona", "summarise the trial", "asdf"):
        found = answer_digest(asking(question), ALL)
        assert (found.status, found.claims) == ("not_found", ())
        assert found.related


def test_no_evidence_is_said() -> None:
    assert "no article" in answer_digest(asking("what happened in Wexmoor"), []).notices[0].text


def test_the_first_sentence_tells_what_its_heading_says() -> None:
    text = "The Tarn broke its banks on Monday. “I knew that a flood would come,” said the baker. The mill is gone."
    found = answer_digest(asking("summarise the flood"), [piece(text, title="The flood in the Tarn valley")])
    assert found.claims[0].text == "[4 March 2024] The Tarn broke its banks on Monday."


def test_half_of_the_words_will_do_where_the_meaning_is_near() -> None:
    near = piece("A crane fell into the harbour of Wexmoor.", "near", dense=0.6)
    far = piece("A crane fell into the harbour of Wexmoor.", "far", dense=0.2)
    assert answer_digest(asking("the crane mishap"), [near]).status == "answered"
    assert answer_digest(asking("the crane mishap"), [far]).status == "not_found"
    assert ABOUT > 0.5


def test_sentences_that_share_their_words_are_alike() -> None:
    one = sentence("Falling debris set fire to a residential building, the mayor said.")
    assert same_statement(one, sentence("Falling debris set fire to an apartment building, the mayor said."))
    assert not same_statement(one, sentence("The mayor opened a school in the evening."))
