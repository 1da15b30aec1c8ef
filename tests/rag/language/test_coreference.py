import pytest

from rag.language.coreference import resolve_reference, sayer_in, with_references
from tests.rag.answering.pieces import sentence


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Mr. Holt visited the dam. He paid for the journey himself.", "He [Mr. Holt] paid for the journey himself."),
        (
            "The mayor, Ada Lund, opened the bridge in Tolland. She cut a ribbon.",
            "She [Ada Lund] cut a ribbon.",
        ),
        (
            "Ada Lund, an adviser to Mr. Holt, resigned. Her letter was short.",
            "Her [Ada Lund's] letter was short.",
        ),
        (
            "Shares of Brightwell Motors fell in London. The company blamed the weather.",
            "The company [Brightwell Motors] blamed the weather.",
        ),
        ("Ada Lund was elected mayor of Port Callum. She won by ten votes.", "She [Ada Lund] won by ten votes."),
        (
            "The dam was old, said Professor Rosa Vane. She had warned of it.",
            "She [Professor Rosa Vane] had warned of it.",
        ),
    ],
)
def test_the_sentence_before_says_who_is_meant(text: str, claim: str) -> None:
    assert resolve_reference(sentence(text, -1)) == claim


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Holt met Mrs. Lund at the dam. He smiled.",
        "Mr. Holt wrote to Captain Rufus Pell. He was angry.",
        "The dam in Tolland was old. He had warned of it.",
        "Mrs. Lund opened the bridge. He cut a ribbon.",
        "Brightwell Motors sued Castor Tyres. The company blamed the weather.",
        "Mr. Holt left Brightwell Motors. The company blamed the weather.",
        "The council met in Tolland. It rejected the plan.",
        "He paid for the journey himself.",
        "Mr. Holt visited the dam. Water ran over it.",
    ],
)
def test_what_is_not_beyond_doubt_is_not_explained(text: str) -> None:
    one = sentence(text, -1)
    assert resolve_reference(one) == one.text


def test_a_dateline_is_left_out_where_a_sentence_is_read_alone() -> None:
    assert (
        with_references(sentence("TOLLAND (Northern Wire) - A crane fell into the water."))
        == "A crane fell into the water."
    )
    assert with_references(sentence("KYIV, Ukraine — A crane fell.")) == "A crane fell."
    assert with_references(sentence("A crane - the largest - fell.")) == "A crane - the largest - fell."


def test_the_one_body_that_speaks_is_known() -> None:
    assert sayer_in("Forty were saved, the county's fire service said.", "") == "the county's fire service"
    assert sayer_in("Forty were saved, she said.", "") == ""
    assert sayer_in("Forty were saved, officials said.", "") == ""
    assert sayer_in("The council said so, and the union said the contrary.", "") == ""
