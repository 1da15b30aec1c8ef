import pytest

from rag.query.answer_type import AnswerType, answer_type_of, fits_answer_type

KINDS: list[tuple[AnswerType, list[str]]] = [
    (
        "number",
        [
            "how many missiles were intercepted",
            "What was the turnout?",
            "How old is she?",
            "how far is the comet from Earth",
            "How long is the tram line?",
            "How high did the water rise?",
            "How much rain fell?",
            "what was the death toll",
            "What percentage of the vote did she get?",
            "what is the number of passengers",
            "number of passengers a day",
            "turnout in Port Callum",
            "how often does the ferry run",
            "How big was her lead?",
        ],
    ),
    (
        "amount",
        [
            "How much did the recount cost?",
            "how much will the tram line cost",
            "What was the price of the painting?",
            "How much does the owner pay to the families?",
            "How much was the fleet worth?",
            "what was the company's revenue",
            "What is the budget for schools?",
            "price of a tram ticket",
            "the cost of the recount",
            "how much money did she give to the school",
        ],
    ),
    (
        "date",
        [
            "When was the port closed?",
            "what year did it open",
            "On which day did the ferry sink?",
            "since when has he been mayor",
            "What time did it leave?",
            "In what month does the plant close?",
            "date of the election",
        ],
    ),
    (
        "person",
        [
            "who is the mayor of Kyiv",
            "Which official resigned?",
            "Whose boat saved 21 people?",
            "Who said that the system caught its own mistake?",
            "To whom did she give the money?",
            "which minister called for emergency cuts",
            "What judge led the inquiry?",
            "the mayor of Tolland",
            "Which people were rescued?",
        ],
    ),
    (
        "place",
        [
            "where did the Group of 20 meet",
            "which neighbouring country lost power",
            "In what city does she live?",
            "Which villages were told to be ready?",
            "which other countries were affected",
            "What river broke its banks?",
            "Where is the observatory?",
        ],
    ),
    (
        "organisation",
        [
            "Which company cut jobs?",
            "what agency reported it",
            "Which team won?",
            "which banks closed",
            "What university runs the observatory?",
        ],
    ),
    (
        "open",
        [
            "Why did the ferry sink?",
            "What happens when ash falls?",
            "latest on the power cuts",
            "How did the lorry break loose?",
            "what did the owner say",
            "Did the strikes reach Moldova?",
            "what is Kestrel Optics",
            "summarise the inquiry",
            "Which came first?",
        ],
    ),
]
ASKED = [(question, kind) for kind, questions in KINDS for question in questions]


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_the_first_question_word_says_what_is_asked_for(question: str, kind: AnswerType) -> None:
    assert answer_type_of(question) == kind


def test_the_table_is_a_large_one() -> None:
    assert len({question for question, _ in ASKED}) >= 60


@pytest.mark.parametrize(
    ("kind", "span", "does"),
    [
        ("number", "Seventy", True),
        ("number", "1.2 million", True),
        ("number", "the mayor", False),
        ("amount", "38,000 pounds", True),
        ("amount", "the town", False),
        ("date", "on Tuesday", True),
        ("date", "15 November 2022", True),
        ("date", "the harbour", False),
        ("person", "Vitali Klitschko", True),
        ("person", "police", True),
        ("person", "seventy", False),
        ("place", "on Tuesday", False),
        ("place", "other", False),
        ("place", "other cities", True),
        ("person", "they", False),
        ("organisation", "2022", False),
        ("organisation", "American", False),
        ("organisation", "South Korean", False),
        ("organisation", "British", False),
        ("organisation", "Libertarian", True),
        ("organisation", "American Airlines", True),
        ("open", "anything at all", True),
    ],
)
def test_a_span_of_another_kind_does_not_fit(kind: AnswerType, span: str, does: bool) -> None:
    assert fits_answer_type(kind, span) is does
