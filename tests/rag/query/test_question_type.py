import pytest

from rag.query.question_type import QuestionType, identity_of, question_type_of, topic_of, wants_latest
from rag.query.sides import asks_for_later, asks_whether, compared_sides

WAYS: list[tuple[QuestionType, list[str]]] = [
    (
        "span",
        [
            "how many missiles were intercepted",
            "How much did the bridge cost?",
            "When was the port closed?",
            "who is the mayor of Kyiv",
            "who is ukraine's energy minister",
            "who's the head of the union",
            "Where did the ministers meet?",
            "Which company cut jobs?",
            "price of a Tesla",
            "the mayor of Tolland",
            "What happens when ash falls?",
            "What happened after the vote?",
            "Is it a lake or a river?",
            "What was the turnout?",
            "what colour is the new tram",
            "who won, Dunmore or Hale",
            "",
            "?",
        ],
    ),
    (
        "overview",
        [
            "what happened in Kyiv",
            "What happened?",
            "so what happened at the harbour",
            "What has happened to the ferry?",
            "latest on the power cuts",
            "what's the latest on the strike",
            "Any news about the comet?",
            "news from Port Callum",
            "summarise the ferry disaster",
            "Can you summarize the inquiry?",
            "Please give me a short summary of the flood",
            "tell me about the comet",
            "What do we know about the lorries?",
            "what do the articles say about schools",
            "What is going on in Moldova?",
            "timeline of the recount",
            "kyiv power cuts",
            "Ferry inquiry",
            "catch me up",
        ],
    ),
    (
        "yes_no",
        [
            "Did the strikes reach Moldova?",
            "Was anyone hurt?",
            "is Alma Finch the port's director",
            "Has the tram line been approved?",
            "So, will the plant close?",
            "Weren't the ferries inspected?",
            "Did the mayor resign after the vote?",
            "After the storm, did the port close?",
            "Does “The Pilot” say that the port was closed?",
        ],
    ),
    (
        "list",
        [
            "Which cities were hit?",
            "What companies cut jobs?",
            "Which people were rescued?",
            "list the mayors",
            "Name the ministers who resigned",
            "What are the demands of the union?",
            "In which villages did people leave their homes?",
            "who were the winners",
        ],
    ),
    (
        "reason",
        [
            "Why did the ferry sink?",
            "How did the ferry sink?",
            "what caused the power cuts",
            "What was the cause of the fire?",
            "how is ash cleared away",
            "How come the trams stopped?",
        ],
    ),
    (
        "quotation",
        [
            "What did Yermak say about peace?",
            "what did the owner say",
            "What has the mayor said about the trams?",
            "How did Hale react to the recount?",
            "what was the union's reaction to the cuts",
            "What was the response of the owner?",
            "What does Simon think of the tram line?",
            "quote from Linda Achterberg",
        ],
    ),
    (
        "definition",
        [
            "who is Vitali Klitschko",
            "Who was Ilse Maarten?",
            "who's klitschko",
            "What is Kestrel Optics?",
            "what is the Maru Belle",
        ],
    ),
    (
        "order",
        [
            "Which came first, the recount or the flood?",
            "What happened first, the vote or the fire?",
            "Did the recount or the flood happen first?",
            "Did the vote come before the fire?",
            "Did the flood happen before or after the recount?",
        ],
    ),
    (
        "comparison",
        [
            "Compare the two ferries",
            "What is the difference between the first count and the second?",
            "the insurers versus the county",
            "Which was higher, the insurers' estimate or the county's?",
            "Who got more votes: Dunmore or Hale?",
        ],
    ),
]
ASKED = [(question, way) for way, questions in WAYS for question in questions]


@pytest.mark.parametrize(("question", "way"), ASKED)
def test_a_question_says_in_which_way_it_wants_to_be_answered(question: str, way: QuestionType) -> None:
    assert question_type_of(question) == way


def test_the_table_is_a_large_one() -> None:
    assert len({question for question, _ in ASKED}) >= 60


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("latest on the power cuts", "the power cuts"),
        ("What happened in Kyiv?", "in Kyiv"),
        ("Could you please summarise the inquiry", "the inquiry"),
        ("tell me about the comet", "the comet"),
        ("what's the latest?", ""),
        ("kyiv power cuts", "kyiv power cuts"),
    ],
)
def test_an_overview_has_a_topic(question: str, topic: str) -> None:
    assert topic_of(question) == topic


def test_the_newest_comes_first_only_where_it_is_asked_for() -> None:
    assert all(map(wants_latest, ["latest on the strike", "any news about the comet?", "What's new in Kyiv?"]))
    assert not any(map(wants_latest, ["what happened in Kyiv", "summarise the inquiry"]))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Alma Finch?", "Alma Finch"),
        ("what is the Maru Belle?", "Maru Belle"),
        ("who is the director", ""),
        ("What was the turnout?", ""),
        ("who is ukraine's energy minister", ""),
    ],
)
def test_a_definition_is_of_a_name(question: str, name: str) -> None:
    assert identity_of(question) == name


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Which came first, the recount or the flood?", ("the recount", "the flood")),
        ("Did the vote come before the fire?", ("the vote", "the fire")),
        ("Did the recount or the flood happen first?", ("the recount", "the flood")),
        ("Compare the ferry with the tram", ("the ferry", "the tram")),
        ("difference between the first count and the second", ("the first count", "the second")),
        ("the insurers vs the county", ("the insurers", "the county")),
        ("how many missiles were intercepted", None),
    ],
)
def test_a_comparison_has_two_sides(question: str, sides: tuple[str, str] | None) -> None:
    assert compared_sides(question) == sides


def test_before_and_after_are_told_apart() -> None:
    assert asks_whether("Did the vote come before the fire?") == "before"
    assert asks_whether("Was the report published after the fire?") == "after"
    assert asks_whether("Did it happen before or after the fire?") == ""
    assert asks_for_later("Which came last, the vote or the fire?")
    assert not asks_for_later("Which came first, the vote or the fire?")
