from dataclasses import replace
from datetime import date

import pytest

from rag.answering.value import MOST, answer_with_value, quantity_of, with_conflicts
from rag.conflicts.detection import ReportedValues, reported_values
from rag.language.dates.interval import Interval
from rag.query.analysis import QuestionAnalysis
from rag.query.time_scope import TimeScope
from tests.rag.answering.pieces import asking, choice, piece
from tests.rag.conflicts.told import Short, pieces

HURT = "How many people were hurt?"
ARTICLES: list[Short] = [
    ("The Ledger", "2024-03-04", "Police said that 12 people were hurt."),
    ("The Bay Herald", "2024-03-04", "The clinic said that 20 people were hurt."),
    ("Northern Courier", "2024-03-05", "Twelve people were hurt, police said."),
]


def hurt_during(time: Interval) -> QuestionAnalysis:
    """The question HURT, asked about a time."""
    return replace(asking(HURT), time_scope=TimeScope((time,), None, HURT))


@pytest.mark.parametrize(
    ("question", "quantity"),
    [
        ("How many missiles were intercepted?", "missiles intercepted"),
        ("how much did the tram line cost", "the tram line cost"),
        ("What is the turnout?", "turnout"),
        ("When was the bridge opened?", "the bridge opened"),
        ("who", "who"),
    ],
)
def test_what_a_question_asks_the_value_of(question: str, quantity: str) -> None:
    assert quantity_of(question) == quantity


def test_the_answer_leads_with_one_value_and_hides_none() -> None:
    evidence = pieces(ARTICLES)
    values = reported_values(asking(HURT), evidence, [])
    found = with_conflicts(answer_with_value(asking(HURT), evidence, values, []), asking(HURT), values)
    assert (found.status, found.short_answer.casefold()) in (("answered", "12"), ("answered", "twelve"))
    assert found.claims[0].independent_sources == 2
    assert [(one.value.casefold(), one.attribution) for one in found.conflicts][1:] == [("20", "the clinic")]
    assert {n for one in found.conflicts for n in one.citations} <= {one.n for one in found.citations}
    assert [one.n for one in found.citations] == list(range(1, len(found.citations) + 1))
    [notice] = [one.text for one in found.notices if one.kind == "conflict"]
    assert notice == "Reports differ; others say 20 (the clinic)."


def test_one_value_is_no_conflict() -> None:
    evidence = pieces(ARTICLES[:1])
    values = reported_values(asking(HURT), evidence, [])
    found = with_conflicts(answer_with_value(asking(HURT), evidence, values, []), asking(HURT), values)
    assert (found.short_answer, found.conflicts) == ("12", ())
    assert not {"conflict", "one_outlet"} & {one.kind for one in found.notices}


def test_only_one_outlet_is_said_where_others_were_looked_through() -> None:
    evidence = pieces([*ARTICLES[:1], ("Coast Today", "2024-03-04", "Smoke hung over the town.")])
    found = answer_with_value(asking(HURT), evidence, reported_values(asking(HURT), evidence, []), [])
    assert [one.text for one in found.notices if one.kind == "one_outlet"] == [
        "Only one outlet reports this: The Ledger."
    ]


@pytest.mark.parametrize("question", ["What happened in Wexmoor?", "Tell me about the fire", "Why were people hurt?"])
def test_a_question_for_no_one_thing_has_no_values(question: str) -> None:
    assert reported_values(asking(question), pieces(ARTICLES), []) == ReportedValues()


def test_at_most_so_many_values_are_listed() -> None:
    articles: list[Short] = [
        (f"Outlet {n}", "2024-03-04", f"Party{n} said that {n}00 people were hurt.") for n in range(11, 31)
    ]
    evidence = pieces(articles)
    values = reported_values(asking(HURT), evidence, [])
    found = with_conflicts(answer_with_value(asking(HURT), evidence, values, []), asking(HURT), values)
    assert len(values.told) == 20
    assert len(found.conflicts) == MOST


MARCH_2, MARCH_9 = (Interval(date(2024, 3, day), date(2024, 3, day)) for day in (2, 9))
DATED: list[Short] = [
    ("The Ledger", "2024-03-20", "On 2 March 50 people were hurt."),
    ("The Bay Herald", "2024-03-20", "On Wednesday 12 people were hurt."),
]


def test_only_figures_of_the_time_asked_about_are_values() -> None:
    values = reported_values(hurt_during(MARCH_2), pieces(DATED), [])
    assert [one.group.value.words for one in values.told] == ["50"]
    assert values.elsewhen == ()


ANY_MARCH_2 = Interval(date(2026, 3, 2), date(2026, 3, 2), recurs="year")


@pytest.mark.parametrize(
    ("asked", "articles", "values"),
    [
        ("of any year", [("A", "2024-03-03", "On 2 March 50 people were hurt."), ("B", "", DATED[0][2])], ["50"]),
        ("an undated one", [DATED[0], ("B", "", "On 2 March 12 people were hurt.")], ["50", "12"]),
        (
            "an article that names another day",
            [DATED[0], ("B", "2024-03-05", "Rockets fell on Monday, 4 March. They hurt 12 people, and 12 were hurt.")],
            ["50"],
        ),
        (
            "an article that names the day",
            [
                DATED[0],
                ("B", "2024-03-05", "Rockets fell on 2 March. Another fell on 4 March. Some 12 people were hurt."),
            ],
            ["50", "Some 12"],
        ),
    ],
)
def test_which_articles_are_of_a_day_without_its_year(asked: str, articles: list[Short], values: list[str]) -> None:
    found = reported_values(hurt_during(ANY_MARCH_2), pieces(articles), [])
    assert sorted(one.group.value.words for one in found.told) == sorted(values), asked


def test_figures_of_another_time_alone_are_no_answer_but_are_shown() -> None:
    evidence = pieces(DATED)
    values = reported_values(hurt_during(MARCH_9), evidence, [])
    assert values.told == ()
    found = answer_with_value(asking(HURT), evidence, values, [])
    assert (found.status, [one.kind for one in found.notices]) == ("not_found", ["other_time"])
    assert [one.quote for one in found.related] == [text for *_, text in DATED]


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("Who leads the council of Wexmoor?", 1),
        ("who leads the council", 0),
    ],
)
def test_a_less_sure_value_stands_beside_one_only_where_the_question_names_something(
    question: str, others: int
) -> None:
    found = [piece("Mira Tal leads the council of Wexmoor.", "a"), piece("Ivo Rask leads the council there.", "b")]
    ranked = [choice(found[0], "Mira Tal", 9.0), choice(found[1], "Ivo Rask", 4.0)]
    told = reported_values(asking(question), found, ranked).told
    assert [one.group.value.words for one in told] == ["Mira Tal", "Ivo Rask"][: 1 + others]


@pytest.mark.parametrize(("sure", "others"), [(8.9, ["Mira Tal", "Ivo Rask"]), (6.0, ["Mira Tal"])])
def test_an_article_may_give_two_values_that_are_nearly_as_sure(sure: float, others: list[str]) -> None:
    found = [
        piece("Ada Lind chaired the council of Wexmoor.", "a"),
        piece("Mira Tal chaired the council of Wexmoor, and Ivo Rask did in June.", "b"),
    ]
    ranked = [choice(found[0], "Ada Lind", 10.0), choice(found[1], "Mira Tal"), choice(found[1], "Ivo Rask", sure)]
    lead, *rest = reported_values(asking("Who chaired the council of Wexmoor?"), found, ranked).told
    assert lead.group.value.words == "Ada Lind"
    assert sorted(one.group.value.words for one in rest) == sorted(others)


def test_a_figure_that_counts_something_else_stands_beside_none() -> None:
    found = [
        piece("Buses brought some 40 people out of Wexmoor.", "a"),
        piece("In Wexmoor seven houses burnt.", "b"),
        piece("Some fifty were taken out of Wexmoor, the mayor said.", "c"),
    ]
    ranked = [choice(one, words, 9.0) for one, words in zip(found, ("40", "seven", "fifty"), strict=True)]
    told = reported_values(asking("How many people left Wexmoor?"), found, ranked).told
    assert sorted(one.group.value.words for one in told) == ["Some fifty", "some 40"]
