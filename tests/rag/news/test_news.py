"""Questions to short stories, from search to answer: the leading value, and conflicting ones with sources."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from index.article import Article
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import Store
from index.text.dates import parse_moment
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer
from rag.schema.events import final_answer
from rag.schema.question import Question
from tests.rag.news import attacks, sources, values
from tests.rag.news.story import Row, Story, Told, report

STORIES = [one for told in (attacks, sources, values) for one in vars(told).values() if isinstance(one, Story)]
SAID = frozenset({"one_outlet", "one_side", "other_time"})

Opener = Callable[..., Store]


@contextmanager
def holding(open_at: Opener, articles: tuple[Article, ...]) -> Iterator[Store]:
    """A store of the articles, ingested one at a time like news."""
    store = open_at()
    for one in articles:
        list(ingest(store, [one]))
    yield store


def asked(store: Store, question: str, as_of: str = "") -> Answer:
    filter = Filter(as_of=parse_moment(f"{as_of}:00+00:00") if as_of else None)
    return final_answer(answer(Question(question, filter=filter), StoreRetriever(store), embedded_reader()))


def rows(found: Answer) -> tuple[Row, ...]:
    return tuple(
        (one.value, one.kind, one.scope, one.attribution, one.source, one.independent_sources)
        for one in found.conflicts
    )


def assert_told(found: Answer, told: Told) -> None:
    assert (found.status, rows(found)) == (told.status, told.conflicts), told.question
    assert told.short is None or found.short_answer == told.short
    assert tuple(one.kind for one in found.notices if one.kind in SAID) == told.notices
    assert ("conflict" in {one.kind for one in found.notices}) == bool(told.conflicts)
    if told.conflicts:
        assert found.conflicts[0].value == found.short_answer
    if found.claims:
        assert found.claims[0].independent_sources == told.independent


def assert_cited(found: Answer) -> None:
    """Every value is cited by the exact words of an article that give it."""
    citations = {one.n: one for one in found.citations}
    for conflict in found.conflicts:
        assert conflict.citations
        assert all(citations[n].quote for n in conflict.citations)
    for one in (*found.citations, *found.related):
        assert one.quote == one.article.text[one.start : one.end]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_each_story_is_answered_with_what_stands_and_what_differs(open_at: Opener, story: Story) -> None:
    with holding(open_at, story.articles) as store:
        for told in story.told:
            found = asked(store, told.question, told.as_of)
            assert_told(found, told)
            assert_cited(found)


@pytest.mark.parametrize(
    "story", [attacks.DAYS, attacks.MARCH, sources.UNCORRECTED, values.RECALLED], ids=lambda story: story.name
)
def test_in_which_order_articles_come_in_changes_nothing(open_at: Opener, story: Story) -> None:
    with holding(open_at, story.articles[::-1]) as store:
        told = story.told[0]
        assert rows(asked(store, told.question)) == told.conflicts


def test_copies_are_named_at_the_citation_of_the_original(open_at: Opener) -> None:
    with holding(open_at, sources.REPRINTS.articles) as store:
        found = asked(store, "How many workers were injured in the cannery fire?")
    [number] = found.conflicts[1].citations
    [original] = [one for one in found.citations if one.n == number]
    assert (original.article.source, set(original.also_in)) == ("Seaboard Press", {"The Ansel Echo", "Coast Today"})


def test_copies_do_not_outweigh_two_who_report_on_their_own(open_at: Opener) -> None:
    wire, *copies, own = sources.REPRINTS.articles
    other = report(
        "fire-other", "Northern Courier", "2024-04-09T10:00", "Cannery of Port Ansel burns",
        "Twelve workers were injured in the fire in the cannery of Port Ansel, according to its hospital.",
    )  # fmt: skip
    with holding(open_at, (wire, *copies, own, other)) as store:
        found = asked(store, "How many workers were injured in the cannery fire?")
    assert [(one.value.lower(), one.independent_sources) for one in found.conflicts] == [("twelve", 2), ("17", 1)]


def test_before_anything_was_published_nothing_is_found(open_at: Opener) -> None:
    with holding(open_at, attacks.DAYS.articles) as store:
        found = asked(store, "How many people did the earthquake in Halvany kill?", "2024-02-05T08:00")
    assert (found.status, found.conflicts, found.citations, found.related) == ("not_found", (), (), ())


def test_what_was_published_later_is_neither_cited_nor_counted(open_at: Opener) -> None:
    with holding(open_at, attacks.MARCH.articles) as store:
        found = asked(store, "How many people marched in Ostmark?", "2024-09-14T18:00")
    assert {one.article.id for one in found.citations} == {"march-1", "march-2"}
    assert {one.independent_sources for one in found.conflicts} == {1}


def test_a_day_of_which_nothing_is_told_shows_what_is_told_of_others(open_at: Opener) -> None:
    with holding(open_at, values.RECALLED.articles) as store:
        found = asked(store, "How many drones were shot down over Tarnovia on 9 March?")
    assert found.status == "not_found"
    assert {"night-1", "night-2"} >= {one.article.id for one in found.related} != set()
    assert all("shot down" in one.quote for one in found.related)


def test_the_notice_says_who_says_what(open_at: Opener) -> None:
    with holding(open_at, values.MONEY.articles) as store:
        found = asked(store, "How much will the tram line cost?")
    [notice] = [one.text for one in found.notices if one.kind == "conflict"]
    assert notice == "Reports differ; others say 190 million euros (the city council)."


def test_only_one_side_names_who_is_quoted_and_who_is_not(open_at: Opener) -> None:
    with holding(open_at, values.SIDES.articles) as store:
        found = asked(store, "What did Ulver Power say about the salmon?")
    [notice] = [one.text for one in found.notices if one.kind == "one_side"]
    assert notice.startswith("Only one side is quoted on this (")
    assert "Fishermen" in notice
    assert notice.endswith("; nothing of it is said by Ulver Power.")
