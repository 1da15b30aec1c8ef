"""Training passages and questions keep the answer at its span."""

import random
import re

import pytest

from index.text.sentences import sentence_spans
from tests.articles import BAKERY, HARBOUR
from training.claims import evidence_for
from training.example import Example
from training.paraphrase import paraphrased, statement
from training.passage import Passage, cut, damaged
from training.questions import joined
from training.typed import key_words, typed

TEXT = " ".join([BAKERY] * 8 + [HARBOUR] + [BAKERY] * 8)
SPAN = (TEXT.index("Alma Finch"), TEXT.index("Alma Finch") + len("Alma Finch"))


@pytest.mark.parametrize("seed", range(20))
def test_a_passage_is_cut_around_its_answer_and_damaged_around_it(seed: int) -> None:
    rng = random.Random(seed)
    passage = cut(TEXT, SPAN, rng)
    assert passage.text in TEXT
    assert len(passage.text) < len(TEXT)
    worse = damaged(passage, rng)
    for one in (passage, worse):
        assert one.span is not None
        assert one.text[slice(*one.span)] == "Alma Finch"


def test_a_passage_without_an_answer_has_no_span() -> None:
    passage = cut(TEXT, None, random.Random(1))
    assert passage.span is None
    assert passage.text in TEXT


def test_an_example_refuses_a_span_outside_its_passage() -> None:
    with pytest.raises(ValueError, match="not in the passage"):
        Example("Who?", "Anna.", "test", (2, 9))


def test_a_whole_text_without_sentences_is_a_passage() -> None:
    assert cut("", None, random.Random(1)) == Passage("", "", "")


def test_tokens_are_joined_with_their_places() -> None:
    text, places = joined(["He", "did", "n't", "see", "-LRB-", "or", "hear", "-RRB-", "``", "it", "''", "."])
    assert text == "He didn't see (or hear) “it”."
    assert [text[low:high] for low, high in places[3:5]] == ["see", "("]


def test_questions_keep_their_content_words() -> None:
    assert key_words("How many workers were injured in Wexmoor?") == "how many workers injured wexmoor"
    question = "Who said that ships would be sent to Tolland?"
    forms = {typed(question, random.Random(seed)) for seed in range(80)}
    assert {question, question.lower(), question.rstrip("?")} <= forms


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Who wrote the letter?", "Anna Pell", "Anna Pell wrote the letter."),
        ("How many workers were injured?", "two", "Two workers were injured."),
        ("What city hosted the games", "Tolland", "Tolland hosted the games."),
        ("Who is the mayor?", "Anna Pell", "Anna Pell is the mayor."),
        ("When did the bridge fall?", "1974", ""),
    ],
)
def test_a_question_and_its_answer_make_a_statement(question: str, answer: str, said: str) -> None:
    assert statement(question, answer) == said


def test_a_reworded_sentence_keeps_its_numbers_and_names() -> None:
    sentence = "In 1974, the harbour of Wexmoor (built in 1801) was closed, and 41 ships did not leave."
    for seed in range(30):
        said = paraphrased(sentence, random.Random(seed))
        assert "Wexmoor" in said
        assert set(re.findall(r"\d+", said)) <= {"1974", "1801", "41"}


def test_evidence_is_the_sentences_nearest_to_the_claim_in_their_order() -> None:
    found = evidence_for("Alma Finch sent ships to Tolland after a crane fell.", TEXT, words=60)
    assert "Alma Finch" in found
    assert "crane" in found
    assert found.index("crane") < found.index("Alma Finch")
    assert len(found.split()) <= 60
    assert all(found.count(TEXT[slice(*span)]) <= TEXT.count(TEXT[slice(*span)]) for span in sentence_spans(TEXT))
