import pytest

from rag.language.corrections import SELF_CORRECTION


@pytest.mark.parametrize(
    "text",
    [
        "Correction: the right number is seven.",
        "In an article on Monday we wrote that nine were hurt.",
        "Our report of 3 May gave a wrong number of patients.",
        "The story had an incorrect date.",
        "It said that nine were hurt; the clinic had said that seven were.",
    ],
)
def test_a_paper_takes_back_what_it_wrote(text: str) -> None:
    assert SELF_CORRECTION.search(text)


@pytest.mark.parametrize("text", ["It said that nine were hurt.", "The clinic gave a new number of patients."])
def test_other_reports_are_no_correction(text: str) -> None:
    assert not SELF_CORRECTION.search(text)
