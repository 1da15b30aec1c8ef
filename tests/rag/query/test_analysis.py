"""The analysis of a question."""

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from types import CodeType, FrameType

import pytest

from index.errors import LanguageModelError
from index.filters import Filter
from index.store import Store
from rag.pipeline import answer
from rag.query.analysis import QuestionAnalysis, analyze
from rag.query.answer_type import answer_type_of
from rag.query.declarative import declaratives_of
from rag.query.intent import intent_of
from rag.query.question_type import QuestionType, question_type_of
from rag.query.sides import compared_sides
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.conversation import Conversation
from rag.schema.events import final_answer
from rag.schema.question import Question

WEDNESDAY = date(2024, 3, 20)
TALK = Conversation().then("user", "How many people were hurt in Wexmoor?").then("assistant", "Twelve were hurt. [1]")


def analysis(text: str, conversation: Conversation | None = None) -> QuestionAnalysis:
    return analyze(Question(text, conversation or Conversation(), today=WEDNESDAY))


def test_a_count_of_some_day_is_analysed() -> None:
    made = analysis("How many missiles were intercepted on 3 March 2024?")
    assert (made.question_type, made.answer_type, made.counted_noun) == ("span", "number", "missiles")
    assert [(event.first, event.last) for event in made.events] == [(date(2024, 3, 3), date(2024, 3, 3))]
    assert made.is_quantity
    assert made.queries == (made.text,)
    assert made.parts == ()


@pytest.mark.parametrize(
    ("question", "question_type", "subject", "parts"),
    [
        ("What happened in Wexmoor?", "overview", "in Wexmoor", ()),
        ("Who is Alma Finch?", "definition", "Alma Finch", ()),
        ("Which came first, the recount or the flood?", "order", "", ("the recount", "the flood")),
        ("Compare the recount with the flood", "comparison", "", ("the recount", "the flood")),
        ("Did the strikes reach Moldova?", "yes_no", "", ("The strikes reached Moldova.",)),
        ("Why did the Argo sink?", "reason", "", ()),
    ],
)
def test_the_question_type_says_which_parts_there_are(
    question: str, question_type: QuestionType, subject: str, parts: tuple[str, ...]
) -> None:
    made = analysis(question)
    assert (made.question_type, made.subject, made.parts) == (question_type, subject, parts)
    assert not made.is_quantity


@pytest.mark.parametrize(
    ("question", "queries"),
    [
        ("What happened in Wexmoor?", ("in Wexmoor",)),
        ("What happened?", ("What happened?",)),
        ("the vote versus the flood", ("the vote versus the flood", "the vote", "the flood")),
        ("Did the strikes reach Moldova?", ("Did the strikes reach Moldova?",)),
    ],
)
def test_the_queries_are_what_is_searched_for(question: str, queries: tuple[str, ...]) -> None:
    assert analysis(question).queries == queries


def test_days_of_publication_narrow_the_filter_and_leave_the_question() -> None:
    made = analysis("How many were hurt, published since 1 March 2024?")
    assert made.question == "How many were hurt?"
    assert made.standalone == made.text
    assert made.filter.since is not None and made.filter.since.date() == date(2024, 3, 1)
    assert made.date_scope.origin == "question"


def test_a_given_filter_stays() -> None:
    made = analyze(Question("How many were hurt?", filter=Filter(sources=("Northern Wire",))))
    assert made.filter.sources == ("Northern Wire",)


def test_without_its_times_a_question_keeps_its_type_and_loses_their_words() -> None:
    made = analysis("How many people were hurt on 3 March 2024 in Wexmoor?")
    timeless = made.without_times()
    assert timeless.question == "How many people were hurt in Wexmoor?"
    assert (timeless.question_type, timeless.answer_type, timeless.events) == ("span", "number", ())
    assert {keyword.phrase for keyword in made.keywords} > {keyword.phrase for keyword in timeless.keywords}
    assert timeless.without_times() is timeless


def test_the_evidence_says_which_keywords_are_names() -> None:
    made = analysis("who is the mayor of wexmoor?")
    assert not any(keyword.name for keyword in made.keywords)
    known = made.keywords_in(["Wexmoor has a mayor, and the mayor of Wexmoor spoke."])
    assert [keyword.phrase for keyword in known] == [keyword.phrase for keyword in made.keywords]
    assert {keyword.phrase for keyword in known if keyword.name} == {("wexmoor",)}


def test_a_follow_up_is_completed_and_the_conversation_is_its_context() -> None:
    made = analysis("and in Tolland?", TALK)
    assert made.standalone == "How many people were hurt in Tolland?"
    assert made.text == "and in Tolland?"
    assert made.counted_noun == "" and made.answer_type == "number"
    assert analysis("and what about the mayor there?", TALK).context


def test_small_talk_is_not_completed() -> None:
    class Unasked:
        def standalone(self, question: Question) -> str:
            raise AssertionError(f"asked to complete {question.text!r}")

    made = analyze(Question("thanks!", TALK), Unasked())
    assert (made.intent.kind, made.standalone) == ("thanks", "thanks!")


def test_a_language_model_that_fails_leaves_the_question_to_rules() -> None:
    class Broken:
        def standalone(self, question: Question) -> str:
            raise LanguageModelError("the model is away")

    made = analyze(Question("and in Tolland?", TALK), Broken())
    assert made.standalone == "How many people were hurt in Tolland?"
    assert made.fault == "the model is away"


@pytest.mark.parametrize(
    ("question", "analysed_by"),
    [
        ("how many missiles were intercepted", (intent_of, question_type_of, answer_type_of)),
        ("which towns were hit", (intent_of, question_type_of, answer_type_of)),
        ("was Kyiv hit by missiles?", (intent_of, question_type_of, answer_type_of, declaratives_of)),
        ("which came first, the missiles or the power cuts?", (intent_of, question_type_of, compared_sides)),
    ],
)
def test_the_pipeline_analyses_a_question_once(
    examples: Store, question: str, analysed_by: tuple[Callable[..., object], ...]
) -> None:
    codes: dict[CodeType, str] = {function.__code__: function.__name__ for function in (*analysed_by, analyze)}
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in codes:
            first = frame.f_locals[frame.f_code.co_varnames[0]]
            if question in (first, getattr(first, "text", "")):
                calls[codes[frame.f_code]] += 1

    sys.setprofile(count)
    try:
        given = final_answer(answer(Question(question), StoreRetriever(examples), embedded_reader()))
    finally:
        sys.setprofile(None)
    assert given.question == question
    assert calls == Counter(codes.values())
