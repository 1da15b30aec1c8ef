import pytest

from index.search.search import ContextQuery
from rag.query.condense import AS_ASKED, DEPENDENT, INDEPENDENT, condense, context_of
from rag.schema.conversation import Conversation


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
        (["what was the turnout in Brno?"], "and the margin?", "what was the margin in Brno?"),
        (["how many ships were sunk on Friday?"], "and in Split?", "how many ships were sunk on Friday in Split?"),
        (
            ["how many ships were sunk in Split on Friday?"],
            "on Sunday?",
            "how many ships were sunk in Split on Sunday?",
        ),
        (["when did the council hear Novak?"], "and Horak?", "when did the council hear Horak?"),
        (["did the ministers resign?"], "what about the judges?", "what about the judges (ministers resign)"),
        (["who is the mayor of Kyiv?"], "no, I meant Lviv", "who is the mayor of Lviv?"),
        (["how many died in the flood?"], "No, on the bridge.", "how many died on the bridge?"),
        (["when did the bridge fall?"], "sorry, I meant when was it built", "when was it built (bridge fall)"),
        (["how many died on the bridge?"], "and how many were saved?", "how many were saved (died bridge)"),
        (["how many died on the bridge?"], "Thanks! Who built it?", "Who built it (died bridge)"),
        (
            ["which two estimates of the cost are there?"],
            "whose is the second one?",
            "whose is the second one (two estimates cost)",
        ),
    ],
)
def test_what_a_follow_up_leaves_out_is_taken_from_before(before: list[str], question: str, standalone: str) -> None:
    assert condense(question, after(*before)) == standalone


@pytest.mark.parametrize(
    "question",
    [
        "How many jobs will Kestrel Optics cut?",
        "who is Ukraine's energy minister",
        "and how much rain fell in the Tarn valley?",
        "Who said that the port was closed?",
        "What happened in Brno this week?",
        "How many people are there in the camp?",
        "tell me about the comet",
        "",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert condense(question, after("how many missiles were intercepted?")) == question


def test_the_first_question_is_left_alone_whatever_it_says() -> None:
    assert condense("and how many were shot down?", Conversation()) == "and how many were shot down?"


def test_a_follow_up_to_a_follow_up_knows_the_beginning() -> None:
    conversation = after("how many missiles did Russia fire at Ukraine?", "and how many were intercepted?")
    standalone = condense("by whom?", conversation)
    assert "missiles" in standalone
    assert "intercepted" in standalone


def test_thanks_are_no_part_of_the_question_nor_of_what_was_asked() -> None:
    conversation = after("who is the mayor of Kyiv?", "thanks!")
    assert condense("Great, thank you. Which plant closes?", conversation) == "Which plant closes?"
    assert condense("and of Lviv?", conversation) == "who is the mayor of Lviv?"


@pytest.mark.parametrize(
    ("before", "answer", "question", "standalone"),
    [
        ("Who won in Brno?", "Alma Finch was elected mayor. [1]", "how old is she?", "how old is Alma Finch?"),
        ("Who opposed it?", "The leader, Radek Simon, said so. [1]", "what did he want?", "what did Radek Simon want?"),
        (
            "Who resigned?",
            "Its chief executive, Marcus Vane, resigned.",
            "and why did he?",
            "why did Marcus Vane (resigned)",
        ),
        ("Who died?", "Captain Rosa Delgado died.", "where is her family?", "where is Captain Rosa Delgado's family?"),
        ("who is Alma Finch?", "The port's director. [1]", "what did she say?", "what did Alma Finch say?"),
        # two people, or none, are not guessed between
        ("Who lost?", "Mayor Gregor Hale lost to Mayor Alma Finch.", "how old is he?", "how old is he (lost)"),
        ("What closed?", "The port in Wexmoor closed. [1]", "when did she say so?", "when did she say so (closed)"),
    ],
)
def test_he_and_she_are_the_one_person_whom_the_answer_names(
    before: str, answer: str, question: str, standalone: str
) -> None:
    conversation = Conversation().then("user", before).then("assistant", answer)
    assert condense(question, conversation) == standalone


def test_the_conversation_is_searched_for_the_more_the_question_needs_it() -> None:
    conversation = (
        Conversation()
        .then("user", "Who runs the port?")
        .then("assistant", "Alma Finch runs it. [1][2]")
        .then("user", "thanks")
        .then("assistant", "Glad to help.")
    )
    assert context_of("and why was it closed?", conversation) == (
        ContextQuery("why was it closed?", AS_ASKED),
        ContextQuery("Who runs the port? Alma Finch runs it. why was it closed?", DEPENDENT),
    )
    asked = "How many ships were sent to Tolland?"
    assert context_of(asked, conversation) == (
        ContextQuery(f"Who runs the port? Alma Finch runs it. {asked}", INDEPENDENT),
    )
    assert [also.weight for also in context_of("why?", conversation)] == [DEPENDENT]
    assert [also.text for also in context_of("what about the dam?", conversation)][:1] == ["what about the dam?"]
    assert context_of("why was it closed?", Conversation()) == ()


def test_what_a_question_turns_away_from_is_not_searched_for() -> None:
    assert context_of("and of Kharkiv?", after("who is the mayor of Kyiv?")) == (ContextQuery("of Kharkiv?", AS_ASKED),)
