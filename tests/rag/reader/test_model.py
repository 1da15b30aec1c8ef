from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.reader.model import Reader, Reading, Span, embedded_reader
from tests.articles import BAKERY, HARBOUR


@pytest.fixture(scope="module", params=["in use", "multilingual"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return embedded_reader() if request.param == "in use" else Reader.multilingual()


@pytest.fixture(scope="module")
def multilingual() -> Reader:
    return Reader.multilingual()


def test_it_finds_the_words_that_answer(reader: Reader) -> None:
    harbour, bakery = reader.read("How many workers were injured?", [HARBOUR, BAKERY])
    assert harbour.text == "Two"
    assert harbour.margin > 0
    assert harbour.margin > bakery.margin


def test_a_reading_does_not_depend_on_what_else_is_read(reader: Reader) -> None:
    passages = [HARBOUR, BAKERY, HARBOUR + " " + BAKERY, "Short.", ""]
    question = "Who said that ships would be sent to Tolland?"
    together = reader.read(question, passages)
    assert together == [reader.read(question, [passage])[0] for passage in passages]
    assert reader.read(question, []) == []


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300), st.text(max_size=600))
def test_offsets_are_inside_the_passage_and_equal_to_the_text(question: str, passage: str) -> None:
    [reading] = embedded_reader().read(question, [passage])
    every: list[Reading | Span] = [reading, *reading.spans]
    for found in every:
        assert 0 <= found.start <= found.end <= len(passage)
        assert found.text == passage[found.start : found.end]


@pytest.mark.slow
def test_very_long_questions_and_passages_are_read(reader: Reader) -> None:
    [reading] = reader.read("why " * 2000, ["word " * 10_000])
    assert reading.text


def test_an_answer_far_into_a_long_passage_is_found(reader: Reader) -> None:
    passage = "\n\n".join([BAKERY] * 40 + [HARBOUR] + [BAKERY] * 40)
    [reading] = reader.read("How many workers were injured?", [passage])
    assert (reading.text, reading.start) == ("Two", passage.index("Two workers"))
    assert reading.spans[0].text == "Two"


def test_support_is_shared_among_three(reader: Reader) -> None:
    pairs = [("Two workers were injured.", HARBOUR), ("Two workers were injured.", ""), ("?", HARBOUR * 30)]
    for support in reader.entailment(pairs):
        assert support.supported + support.contradicted + support.unstated == pytest.approx(1.0)
    assert reader.entailment(pairs)[1].unstated == 1.0
    assert reader.support(pairs) == reader.entailment(pairs)
    assert reader.entailment(pairs)[0] == reader.entailment(pairs[:1])[0]


def test_spans_come_best_first_and_do_not_overlap(reader: Reader) -> None:
    [reading] = reader.read("Who fell or said something?", [HARBOUR + " " + BAKERY])
    scores = [span.score for span in reading.spans]
    assert scores == sorted(scores, reverse=True)
    assert (reading.text, reading.score) == (reading.spans[0].text, reading.spans[0].score)
    ordered = sorted(reading.spans, key=lambda span: span.start)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


def test_a_heading_is_read_with_its_passage_and_may_be_left_out(multilingual: Reader) -> None:
    reader = multilingual
    question, heading = "Who was injured in Wexmoor?", "Crane falls in Wexmoor | Gazette | 3 May 2026"
    [headed] = reader.read(question, [HARBOUR], [heading])
    [bare] = reader.read(question, [HARBOUR])
    assert reader.read_pairs([(question, HARBOUR, heading), (question, HARBOUR)]) == [headed, bare]
    assert headed != bare
    assert headed.text == HARBOUR[headed.start : headed.end]
    with pytest.raises(ValueError, match="zip"):
        reader.read(question, [HARBOUR, BAKERY], [heading])


def test_the_longest_question_and_heading_leave_room_for_a_passage(reader: Reader) -> None:
    [reading] = reader.read("why did he leave " * 200, [HARBOUR], ["title " * 500])
    assert reading.text
    assert reading.text == HARBOUR[reading.start : reading.end]


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u3000"])
def test_a_blank_passage_holds_nothing(reader: Reader, blank: str) -> None:
    [reading] = reader.read("Who fell?", [blank])
    assert (reading.text, reading.start, reading.end) == ("", 0, 0)
    assert reading.margin < 0
    assert reader.entailment([("He fell.", blank)])[0].unstated == 1.0


def test_no_span_ends_at_white_space(multilingual: Reader) -> None:
    for passage in ("市长 否认 大桥 将于 2026 年 周四 关闭。", "Two  workers \n\n were hurt ."):
        [reading] = multilingual.read("When?", [passage])
        for span in reading.spans:
            assert span.text == span.text.strip() != ""


@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("Скільки робітників постраждало?", HARBOUR, "Two"),
        ("Wie viele Arbeiter wurden verletzt?", HARBOUR, "Two"),
        ("有多少工人受伤？", HARBOUR, "Two"),
        ("Хто заявив, що міст закрито?", "Міст закрито до весни, заявив мер Олег Ткач.", "Олег Ткач"),
    ],
)
def test_it_reads_other_languages_and_across_them(
    multilingual: Reader, question: str, passage: str, answer: str
) -> None:
    [reading] = multilingual.read(question, [passage])
    assert answer in reading.text
    assert reading.margin > 0
