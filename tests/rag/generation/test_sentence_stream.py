import pytest

from rag.generation.citation_marks import CitationMarkFilter
from rag.generation.sentence_stream import SentenceStream, WrittenSentence
from rag.language.markup import without_markdown


def _sentences(text: str, width: int) -> list[tuple[str, tuple[int, ...]]]:
    marks, sentences, found = CitationMarkFilter(), SentenceStream(), list[WrittenSentence]()
    for at in range(0, len(text), width):
        for item in marks.feed(text[at : at + width]):
            found += sentences.feed(item)
    for item in marks.end():
        found += sentences.feed(item)
    found += sentences.end()
    return [(one.text, one.numbers) for one in found]


CASES = [
    (
        "Seventy were shot down [1]. About 100 were fired. [2][3] Kyiv was hit.",
        [("Seventy were shot down.", (1,)), ("About 100 were fired.", (2, 3)), ("Kyiv was hit.", ())],
    ),
    (
        "The U.S. Army said so [9]. The general left at 3.5 a.m. today. [1]",
        [("The U.S. Army said so.", (9,)), ("The general left at 3.5 a.m. today.", (1,))],
    ),
    (
        "“We wait,” she said. [1] “They came.” [2] Nobody spoke.",
        [("“We wait,” she said.", (1,)), ("“They came.”", (2,)), ("Nobody spoke.", ())],
    ),
    ("- **One** thing [1]\n- Another [2, 3]\n\n# End\n", [("One thing", (1,)), ("Another", (2, 3)), ("End", ())]),
    ("[1] It began so. Then it ended.", [("It began so.", (1,)), ("Then it ended.", ())]),
    ("It said both [1] and more [2].", [("It said both and more.", (1, 2))]),
    ("", []),
    (" \n ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
@pytest.mark.parametrize("width", [1, 3, 1000])
def test_sentences_are_the_same_however_the_text_is_cut(
    text: str, wanted: list[tuple[str, tuple[int, ...]]], width: int
) -> None:
    assert _sentences(text, width) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**Seventy** were *shot* down", "Seventy were shot down"),
        ("1. First", "First"),
        ("12) First", "First"),
        ("2022 was a bad year", "2022 was a bad year"),
        ("## Heading", "Heading"),
        ("> a quotation\nover lines", "a quotation over lines"),
        ("snake_case and 3 * 4 * 5 stay", "snake_case and 3 * 4 * 5 stay"),
        ("`code`", "code"),
    ],
)
def test_markdown_is_taken_off(text: str, wanted: str) -> None:
    assert without_markdown(text) == wanted
