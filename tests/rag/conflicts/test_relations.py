import pytest

from tests.rag.conflicts.told import Short, relations

Row = tuple[str, str, str, int]
"""Value, kind, scope, number of independent sources."""

HURT = "How many people were hurt?"
POLICE, CLINIC = "Police said that {} people were hurt.", "The clinic said that {} people were hurt."

OWN = {
    "A": "{} in the night. Firemen from four towns came, and the bridge was closed to lorries until noon.",
    "B": "Smoke hung over the market until the late evening. {} there before dawn.",
    "C": "{} this week. Our reporter spoke with families who had waited for hours at the gate.",
    "D": "Trams stood still and schools were shut, while helicopters circled above the river. {}, some badly.",
}


def at(day: int, source: str, text: str, count: str = "") -> Short:
    """An article in its outlet's own words."""
    return source, f"2024-03-{day:02}", OWN[source].format(text.format(count).removesuffix("."))


CASES: list[tuple[str, str, list[Short], list[Row]]] = [
    ("nothing is told", HURT, [], []),
    ("one value", HURT, [at(4, "A", POLICE, "12"), at(4, "B", POLICE, "12")], [("12", "scope", "", 2)]),
    (
        "a party's newer count replaces its older, however many still give that",
        HURT,
        [at(4, "A", POLICE, "12"), at(4, "B", POLICE, "12"), at(4, "C", POLICE, "12"), at(5, "A", POLICE, "20")],
        [("20", "update", "", 1), ("12", "update", "", 3)],
    ),
    (
        "but not one outlet's alone that others do not follow",
        HURT,
        [at(4, "A", POLICE, "12"), at(5, "B", POLICE, "20"), at(6, "C", POLICE, "12"), at(6, "D", POLICE, "12")],
        [("12", "disagreement", "", 3), ("20", "disagreement", "", 1)],
    ),
    (
        "of two parties the one that more report leads",
        HURT,
        [at(4, "A", POLICE, "12"), at(4, "B", POLICE, "12"), at(5, "C", CLINIC, "20")],
        [("12", "disagreement", "", 2), ("20", "disagreement", "", 1)],
    ),
    (
        "of two alike the later",
        HURT,
        [at(4, "A", POLICE, "12"), at(5, "B", CLINIC, "20")],
        [("20", "disagreement", "", 1), ("12", "disagreement", "", 1)],
    ),
    (
        "what nobody in particular says supports a value too",
        HURT,
        [at(4, "A", POLICE, "12"), at(4, "B", "In all {} people were hurt.", "12"), at(4, "C", CLINIC, "20")],
        [("12", "disagreement", "", 2), ("20", "disagreement", "", 1)],
    ),
    (
        "a party's older count is an update beside another party's",
        HURT,
        [at(4, "A", POLICE, "12"), at(5, "A", POLICE, "14"), at(5, "B", POLICE, "14"), at(5, "C", CLINIC, "20")],
        [("14", "disagreement", "", 2), ("20", "disagreement", "", 1), ("12", "update", "", 1)],
    ),
    (
        "a bound that is borne out is no other value",
        HURT,
        [at(4, "A", POLICE, "at least 40"), at(5, "B", POLICE, "43")],
        [("43", "scope", "", 1)],
    ),
    (
        "another place than the one asked of",
        "How many people were hurt in Wexmoor?",
        [
            at(4, "A", "In Wexmoor 12 people were hurt. In Tolland 30 people were hurt."),
            at(4, "B", "In Wexmoor 12 people were hurt."),
        ],
        [("12", "scope", "", 2), ("30", "scope", "Tolland", 1)],
    ),
    (
        "a part of the whole that was asked of",
        HURT,
        [at(4, "A", "The storm hurt 42 people in the country. Over in Tolland 30 people were hurt.")],
        [("42", "scope", "", 1), ("30", "scope", "Tolland", 1)],
    ),
    (
        "the place that an article is about is no part",
        HURT,
        [at(4, "A", "A storm hit Tolland. Organisers said 42 people were hurt. Police said 30 were hurt in Tolland.")],
        [("42", "disagreement", "", 1), ("30", "disagreement", "", 1)],
    ),
    (
        "an older day that is looked back on",
        HURT,
        [at(20, "A", "On Wednesday 12 people were hurt. On 2 March 50 people were hurt.")],
        [("12", "scope", "", 1), ("50", "scope", "2 March 2024", 1)],
    ),
    (
        "another thing that is counted beside it, which never leads",
        "How many missiles were shot down?",
        [
            at(4, "A", "The army shot down nine missiles."),
            at(5, "B", "The army shot down 40 drones. No missiles came."),
            at(5, "C", "The army shot down 40 drones. No missiles came."),
        ],
        [("nine", "scope", "", 1), ("40", "scope", "drones", 1)],
    ),
    (
        "of another thing alone nothing is told",
        "How many missiles were shot down?",
        [at(5, "B", "The army shot down 40 drones. No missiles came.")],
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "articles", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_how_values_stand_to_one_another(question: str, articles: list[Short], rows: list[Row]) -> None:
    found = relations(question, articles)
    assert [(one.group.value.words, one.kind, one.scope, len(one.group.independent)) for one in found] == rows


def test_whoever_told_it_first_is_the_hand_of_those_who_pass_it_on() -> None:
    passed = "According to Seaboard Press, {} people were hurt{}."
    articles = [
        ("The Ledger", "2024-03-05", passed.format("12", " in the fire")),
        ("Northern Courier", "2024-03-05", passed.format("12", "")),
        ("Seaboard Press", "2024-03-04", "Twelve people were hurt when the roof came down."),
    ]
    [only] = relations(HURT, articles)
    assert [hand.piece.article.source for hand in only.group.independent] == ["Seaboard Press"]
