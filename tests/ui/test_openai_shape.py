"""An answer in the shape of OpenAI's chat API: text, citation marks, and history."""

from typing import Any

import pytest

from index.article import Article
from rag.schema.answer import Answer, Notice
from rag.schema.citation import Citation, Claim
from tests.articles import article
from ui.openai.shape import WITHDRAWN, annotations, pieces, remaining_pieces, said_before, text_of


def _shown(*claims: Claim, **more: Any) -> Answer:
    fields: dict[str, Any] = {"status": "answered", "mode": "llm", "short_answer": "", "confidence": 1.0, **more}
    return Answer("q", "q", claims=claims, **fields)


def _cited(n: int, of: Article) -> Citation:
    return Citation(n, of, f"{of.id}:0", of.text[:5], 0, 5)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (_shown(Claim("A.", (1,)), short_answer="A."), "A. [1]"),
        (_shown(Claim("It is A.", (1,)), short_answer="A"), "A\n\nIt is A. [1]"),
        (_shown(Claim("A.", (1, 2)), Claim("B.", ())), "A. [1][2] B."),
        (_shown(Claim("Hello.", ()), Claim("Ask.", ()), short_answer="Hello. Ask."), "Hello. Ask."),
        (_shown(Claim("A.", (1,)), notices=(Notice("one_outlet", "Only\none."),)), "A. [1]\n\n> Only one."),
        (_shown(Claim("A.", (1,), "contradicted", ("says B",))), "A. [1]\n\n> Contradicted: “A.” (says B)"),
        (_shown(status="not_found", notices=(Notice("not_found", "No."), Notice("removed", "Gone."))), "No.\n\nGone."),
        (_shown(status="not_found"), "No answer found in these articles."),
    ],
)
def test_the_text_of_an_answer(answer: Answer, text: str) -> None:
    assert text_of(pieces(answer)) == text


def test_only_our_own_marks_are_annotated() -> None:
    answer = _shown(Claim("It says [1] in the text.", (1, 2)), citations=(_cited(1, article()),))
    told = pieces(answer)
    [one] = annotations(told, answer.citations, "http://here/")
    cited = one["url_citation"]
    assert (cited["start_index"], cited["end_index"]) == (25, 28)
    assert cited["url"] == f"http://here/api/articles/harbour?version={article().version}&passage=harbour%3A0"


def test_a_stream_goes_on_where_it_was() -> None:
    answer = _shown(Claim("A.", (1,)), Claim("B.", (1,)), short_answer="A.")
    whole = pieces(answer)
    assert remaining_pieces(answer, whole[:1]) == (whole, whole[1:])
    assert remaining_pieces(answer, []) == (whole, whole)
    all_of_it, rest = remaining_pieces(answer, whole[1:])
    assert text_of(rest) == f"{WITHDRAWN}A. [1] B. [1]" and not all_of_it[0].marks


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("A. [1]\n\n> Only one.\n\n> Old.", "A. [1]"),
        ("Two\n\nTwo were hurt. [1]\n\n> Only one.", "Two were hurt. [1]"),
        (f"B. [1]{WITHDRAWN}A. [1]", "A. [1]"),
        ("The answer of another.\n\nIn two parts.", "The answer of another.\n\nIn two parts."),
    ],
)
def test_a_conversation_is_read_without_our_notes(told: str, said: str) -> None:
    assert said_before(told) == said
