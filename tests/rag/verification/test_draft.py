"""A draft checked sentence by sentence, against a given text and the example articles."""

from datetime import UTC, datetime

import pytest

from index.filters import Filter
from index.store import Store
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.verification.draft import GIVEN, PASSAGES, DraftCheck, check_against, check_draft, check_statements
from rag.verification.statement import statements
from tests.articles import HARBOUR

REPORT = (
    f"{HARBOUR} Finch, a former sailor, took up the post in 2019. The crane had been inspected in January, and nothing "
    "was found to be wrong with it, the company that owns it said."
)


def against(text: str, source: str = REPORT) -> DraftCheck:
    return check_statements(check_against(embedded_reader(), source, text))


def in_store(store: Store, text: str, filter: Filter | None = None) -> DraftCheck:
    return check_statements(check_draft(embedded_reader(), StoreRetriever(store), filter or Filter(), text))


def test_each_sentence_gets_its_verdict_and_the_worst_is_the_texts() -> None:
    text = "Two workers were injured.  Seven workers were injured.\n\nThe mayor of Wexmoor resigned over the crane."
    check = against(text)
    assert [one.claim.verdict for one in check.claims] == ["supported", "contradicted", "unsupported"]
    assert [text[one.start : one.end] for one in check.claims] == [one.claim.text for one in check.claims]
    assert check.verdict == "contradicted"
    assert check.score == min(one.score for one in check.claims if one.score is not None)
    assert against("Two workers were injured.").verdict == "supported"
    assert against("Two workers were injured. The mayor of Wexmoor resigned.").verdict == "unsupported"


def test_citations_quote_the_given_text_and_are_numbered_once() -> None:
    check = against("Two workers were injured. Two workers were injured on Monday. The director is Alma Finch.")
    first, second, third = (one.claim.citations for one in check.claims)
    assert first == (1,) and third == (2,)
    assert set(second) <= {1, 2, 3}
    for citation in check.citations:
        assert citation.article.id == GIVEN
        assert citation.quote == REPORT[citation.start : citation.end]
    assert check.citations[0].quote == "Two workers were injured."


def test_a_contradiction_says_both_values() -> None:
    [one] = against("Seven workers were injured.").claims
    said = " ".join(one.claim.reasons).lower()
    assert "two" in said or "2" in said
    assert one.claim.citations == (1,)
    assert one.score is not None and one.score < 0.5


def test_what_states_no_fact_is_left_out() -> None:
    check = against("# What happened\n\nWho was injured? Two workers were injured.")
    assert [one.claim.verdict for one in check.claims] == ["unchecked", "unchecked", "supported"]
    assert [one.score for one in check.claims][:2] == [None, None]
    assert check.verdict == "supported"
    nothing = against("Who was injured?")
    assert (nothing.verdict, nothing.score) == ("unchecked", 0.0)
    assert against("").claims == ()


def test_it_grows_sentence_by_sentence() -> None:
    seen = list(check_against(embedded_reader(), REPORT, "Two workers were injured. A crane fell. A crane rose."))
    assert [len(check.claims) for check in seen] == [0, 1, 2, 3]
    assert {check.sentences for check in seen} == {3}


def test_markdown_is_no_part_of_what_is_checked() -> None:
    text = "- **Two** workers were [injured](https://example.org/a_b_c)."
    [one] = statements(text)
    assert one.claim == "Two workers were injured."
    assert text[one.start : one.end] == one.text == text
    assert statements("A snake_case_name and 2 * 3 * 4 stay.")[0].claim == "A snake_case_name and 2 * 3 * 4 stay."


def test_a_pronoun_is_read_and_searched_for_as_the_name_before_it() -> None:
    _, second, third = statements("The port's director, Alma Finch, spoke on Monday. She was a sailor. It rained.")
    assert second.claim == "Alma Finch was a sailor."
    assert second.text == "She was a sailor."
    assert third.claim == "It rained."
    [_, they] = statements("Northern Wire and Kyiv Evening Post wrote about it. They were first.")
    assert "Northern Wire" in they.query and they.claim == "They were first."


def test_the_articles_support_contradict_and_do_not_know(examples: Store) -> None:
    check = in_store(
        examples,
        "Seventy of the missiles were intercepted, Ukraine's air force said. "
        "Forty of the missiles were intercepted, Ukraine's air force said. "
        "The prime minister of Norway opened a new aquarium in Bergen.",
    )
    right, wrong, unfound = (one.claim for one in check.claims)
    assert [one.verdict for one in (right, wrong, unfound)] == ["supported", "contradicted", "unsupported"]
    cited = {citation.n: citation for citation in check.citations}
    for claim in (right, wrong):
        assert claim.citations
        for n in claim.citations:
            assert cited[n].quote == cited[n].article.text[cited[n].start : cited[n].end]
    assert any("eventy" in cited[n].quote for n in right.citations)
    assert unfound.citations == ()
    assert unfound.independent_sources == 0


def test_a_reprint_is_named_and_not_counted(examples: Store) -> None:
    check = in_store(
        examples,
        "Seventy of the missiles were intercepted before they reached their targets, Ukraine's air force said.",
    )
    [one] = check.claims
    first = check.citations[0]
    assert (first.article.source, first.also_in) == ("Northern Wire", ("Lakeside Tribune",))
    assert one.claim.independent_sources < PASSAGES - 1


def test_only_what_meets_the_filter_supports(examples: Store) -> None:
    text = "Seventy of the missiles were intercepted, Ukraine's air force said."
    early = Filter(until=datetime(2022, 11, 1, tzinfo=UTC))
    assert in_store(examples, text, early).verdict == "unsupported"


@pytest.mark.parametrize(
    "text", ["", "  \n", "…", "\u202e\u0000", "a" * 5_000, "((((" * 500, "*_*_" * 500, "\n".join("-" * 300)]
)
def test_strange_texts_are_checked_too(text: str) -> None:
    check = against(text)
    assert all(text[one.start : one.end] == one.claim.text for one in check.claims)
