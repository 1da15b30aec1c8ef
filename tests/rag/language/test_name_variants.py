"""Name variants between question or claim and articles, in search, reading and check."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.aliases.names import our_names
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import Store
from index.text.dates import parse_moment
from rag.language.keywords import keywords_of, term_overlap
from rag.language.name_variants import known_names_in
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.verification.alignment import source_sentences
from rag.verification.check import check
from rag.verification.draft import check_against, check_draft, check_statements
from rag.verification.restatement import restate_names
from rag.verification.rules.names import name_violations
from rag.verification.source import Source
from tests.articles import StoreOf, article
from tests.rag.test_pipeline import ask

WAR = "2022-11-15T18:00:00+00:00"
ARTICLES = [
    article(
        "Forty missiles were fired at Kyiv on Monday. Zelensky said that thirty of them had been intercepted. "
        "Power was cut in nine districts.",
        id="kyiv", title="Missiles over the capital", source="Northern Wire", published=WAR,
    ),
    article(
        "Grain ships left Odessa again on Friday with 62,000 tonnes of wheat. The port's director, Alma Finch, said "
        "that a third pier would open in May.",
        id="odessa", title="Grain leaves the port", source="The Tolland Times", published="2022-10-03T09:00:00+00:00",
    ),
    article(
        "\"We need 500 generators before winter,\" Mr Zelenskyy said in his address. The firemen were thanked.",
        id="address", title="An address at night", source="Selm Gazette", published="2022-11-20T20:00:00+00:00",
    ),
    article(
        "The European Union will spend 18 billion euros on the repair of bridges, its council said.",
        id="eu", title="Money for bridges", source="Northern Wire", published="2022-11-21T20:00:00+00:00",
    ),
    article(
        "A bakery in Tolland has made the longest loaf in the county, 41 metres of it.", id="loaf", published=WAR
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(store_of: StoreOf) -> Iterator[Store]:
    opened = store_of(ARTICLES)
    yield opened
    opened.close()


ASKED = [
    ("How many missiles were fired at Kyiv?", "Forty", "kyiv"),
    ("How many missiles were fired at Kiev?", "Forty", "kyiv"),
    ("how many missiles were fired at kiev", "Forty", "kyiv"),
    ("How much wheat left Odessa?", "62,000 tonnes", "odessa"),
    ("How much wheat left Odesa?", "62,000 tonnes", "odessa"),
    ("How much will the EU spend on bridges?", "18 billion euros", "eu"),
    ("How much will the European Union spend on bridges?", "18 billion euros", "eu"),
    ("How many generators does Zelensky need?", "500", "address"),
    ("How many generators does Zelenskiy need?", "500", "address"),
    ("How many generators does Ukraine's president need?", "500", "address"),
    ("What did Zelensky say about generators?", "generators before winter", "address"),
    ("What did Zelenskiy say about generators?", "generators before winter", "address"),
    ("What did the president of Ukraine say about generators?", "generators before winter", "address"),
    ("Were forty missiles fired at Kiev?", "Yes", "kyiv"),
]


@pytest.mark.parametrize(("question", "short", "cited"), ASKED)
def test_a_question_in_any_spelling_is_answered_alike(store: Store, question: str, short: str, cited: str) -> None:
    found = ask(store, question)
    assert found.status == "answered" and short in found.short_answer
    assert found.citations[0].article.id == cited


MISSILES = (
    "Russia fired 100 missiles at Kyiv on Tuesday, Zelensky said in his address. Seventy of them were intercepted."
)
CLAIMS = [
    ("Zelenskiy said that Russia fired 100 missiles at Kyiv.", WAR, True),
    ("Volodymyr Zelenskyy said that Russia fired 100 missiles at Kiev.", WAR, True),
    ("President Zelenskyy said that Russia fired 100 missiles at Kiev.", WAR, True),
    ("Russia fired 100 missiles at Kiev on Tuesday.", WAR, True),
    ("The president of Ukraine said that Russia fired 100 missiles at Kyiv.", WAR, True),
    ("Ukraine's president said that Russia fired 100 missiles at Kiev.", WAR, True),
    ("The president of Ukraine said that Russia fired 100 missiles at Kyiv.", "2018-11-15", False),
    ("The president of Ukraine said that Russia fired 100 missiles at Kyiv.", "", False),
    ("Zaluzhny said that Russia fired 100 missiles at Kyiv.", WAR, False),
    ("Vladimir Putin said that Russia fired 100 missiles at Kyiv.", WAR, False),
    ("The president of Russia said that Russia fired 100 missiles at Kyiv.", WAR, False),
    ("Russia fired 100 missiles at Kharkov on Tuesday.", WAR, False),
    ("Russia fired 90 missiles at Kiev on Tuesday.", WAR, False),
]


@pytest.mark.parametrize(("claim", "published", "supported"), CLAIMS)
def test_a_claim_is_held_against_the_same_name(claim: str, published: str, supported: bool) -> None:
    source = Source(MISSILES, published=parse_moment(published) if published else None)
    assert (check(embedded_reader(), claim, [source]).verdict == "supported") is supported


def test_us_is_no_country() -> None:
    us = Source("They told us that they would help us, the mayor said.")
    country = Source("The U.S. told the mayor that it would help him.")
    claim = "American officials told the mayor of it in the United States."
    assert [flaw.reason for flaw in name_violations(claim, [us], source_sentences((us,)))] == [
        "says American; the cited passage does not",
        "says United States; the cited passage does not",
    ]
    assert not list(name_violations(restate_names(claim, [country]), [country], source_sentences((country,))))


def test_a_draft_is_checked_in_its_own_spelling(store: Store) -> None:
    draft = "Forty missiles were fired at Kiev on Monday. Forty missiles were fired at Lvov on Monday."
    found = check_statements(check_draft(embedded_reader(), StoreRetriever(store), Filter(), draft))
    assert [one.claim.verdict == "supported" for one in found.claims] == [True, False]


def test_who_has_a_role_is_not_told_by_our_names() -> None:
    names = our_names()
    assert known_names_in("What did the president of Ukraine say?", names)
    assert not known_names_in("Who is the president of Ukraine?", names)


def test_a_name_counts_in_full_in_any_spelling() -> None:
    terms = keywords_of("What happened in Kiev?", ())
    assert term_overlap(terms, "It happened in Kyiv.") == term_overlap(terms, "It happened in Kiev.")
    assert term_overlap(terms, "It happened in Lviv.") < term_overlap(terms, "It happened in Kiev.")


def test_the_users_own_names_are_read_and_checked(open_at: Callable[..., Store], tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "names.txt").write_text(
        "Alma Finch = Odalys Brand ; role: harbour master of Wexmoor, since 2020-01-01\n", encoding="utf-8"
    )
    store = open_at()
    text = "Alma Finch bought nine cranes for the harbour. Rufus Pell bought two boats."
    list(ingest(store, [article(text, published=WAR), *ARTICLES[1:]]))
    for who in ("Odalys Brand", "Alma Finch", "the harbour master of Wexmoor"):
        found = ask(store, f"How many cranes did {who} buy?")
        assert found.short_answer.startswith("nine") or "nine cranes" in found.short_answer
        assert found.citations[0].article.id == "harbour"
    claim = "Odalys Brand bought nine cranes for the harbour."
    assert check_statements(check_against(embedded_reader(), text, claim, store.names)).verdict == "supported"
    assert check_statements(check_against(embedded_reader(), text, claim)).verdict != "supported"
