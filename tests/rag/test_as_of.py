"""As-of answers use what was published by then, in its version of then, whatever the order of import."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from index.article import Article
from index.catalogue.validity import CurrentVersion, is_older, validity_of
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import Store
from index.text.dates import parse_moment
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.events import final_answer
from rag.schema.question import Question
from tests.articles import article

T0, T1, T2 = "2024-03-04T10:00:00+00:00", "2024-03-05T10:00:00+00:00", "2024-03-06T10:00:00+00:00"


def version(dead: str, published: str = T0, updated: str = "", fetched: str = "2024-06-01") -> Article:
    text = f"A crane fell into the harbour of Wexmoor. {dead} workers were killed, the port's director said."
    found = article(text, id="crane", published=published, **({"updated": updated} if updated else {}))
    return replace(found, fetched=parse_moment(fetched))


FIRST, SECOND, THIRD = version("Two"), version("Three", updated=T1), version("Four", updated=T2)


def killed(store: Store, as_of: str) -> str:
    """How many the store says were killed, as of a moment ("" now); "" where it does not say."""
    filter = Filter(as_of=parse_moment(as_of) if as_of else None)
    question = Question("How many workers were killed?", filter=filter)
    found = final_answer(answer(question, StoreRetriever(store), embedded_reader()))
    assert all(citation.article.id == "crane" for citation in (*found.citations, *found.related))
    return found.short_answer.split()[0] if found.short_answer else ""


BEFORE, BETWEEN, AFTER = "2024-03-03", "2024-03-04T20:00:00+00:00", "2024-03-05T20:00:00+00:00"


@pytest.mark.parametrize(
    ("ingested", "expected"),
    [
        # as of: before it was published, before its update, after it, long after, now
        ([FIRST], ("", "Two", "Two", "Two", "Two")),
        ([SECOND], ("", "", "Three", "Three", "Three")),  # what it said before its update, nobody knows
        ([FIRST, SECOND], ("", "Two", "Three", "Three", "Three")),
        ([SECOND, FIRST], ("", "Two", "Three", "Three", "Three")),
        ([FIRST, SECOND, THIRD], ("", "Two", "Three", "Four", "Four")),
        ([THIRD, SECOND, FIRST], ("", "Two", "Three", "Four", "Four")),
        ([FIRST, THIRD, SECOND], ("", "Two", "Three", "Four", "Four")),
        ([THIRD, FIRST, SECOND, FIRST, SECOND], ("", "Two", "Three", "Four", "Four")),
        # without dates it stands since it was fetched
        ([version("Two", published="")], ("", "", "", "", "Two")),
        # a change that names no update stands since it was fetched
        ([FIRST, version("Nine", fetched="2024-07-01")], ("", "Two", "Two", "Two", "Nine")),
    ],
    ids=[f"order {n}" for n in range(10)],
)
def test_each_moment_has_its_version(store: Store, ingested: list[Article], expected: tuple[str, ...]) -> None:
    for one in ingested:
        list(ingest(store, [one]))
    assert tuple(killed(store, as_of) for as_of in (BEFORE, BETWEEN, AFTER, "2024-03-07", "")) == expected


def test_an_older_version_that_comes_again_is_unchanged(store: Store) -> None:
    outcomes = [done.outcome for one in (SECOND, FIRST, FIRST, SECOND) for done in ingest(store, [one])]
    assert outcomes == ["added", "updated", "unchanged", "unchanged"]


def test_an_answer_as_of_counts_no_later_report(store: Store) -> None:
    later = article(
        "A crane fell into the harbour of Wexmoor. Two workers were killed, the hospital said on Wednesday.",
        id="later", published=T2, source="The Hospital Times",
    )  # fmt: skip
    list(ingest(store, [FIRST, later]))
    question = "How many workers were killed?"
    for as_of, sources in ((AFTER, {"The Tolland Times"}), ("2024-03-07", {"The Tolland Times", "The Hospital Times"})):
        asked = Question(question, filter=Filter(as_of=parse_moment(as_of)))
        found = final_answer(answer(asked, StoreRetriever(store), embedded_reader()))
        assert {citation.article.source for citation in found.citations} <= sources
        assert found.claims[0].independent_sources == len(sources)


@pytest.mark.parametrize(
    ("filter", "today", "day"),
    [
        (Filter(as_of=parse_moment("2024-03-05T20:00:00+00:00")), None, date(2024, 3, 5)),
        (Filter(as_of=parse_moment("2024-03-05")), date(2026, 1, 1), date(2024, 3, 5)),
        (Filter(), date(2026, 1, 1), date(2026, 1, 1)),
        (Filter(), None, datetime.now().astimezone().date()),
    ],
)
def test_today_is_the_day_asked_as_of_or_the_asker_s(filter: Filter, today: date | None, day: date) -> None:
    assert Question("what happened today", filter=filter, today=today).day - day in (timedelta(), timedelta(days=1))


def test_a_question_s_own_time_counts_from_the_moment_as_of(store: Store) -> None:
    list(ingest(store, [FIRST, article("A mill burned in Tolland.", "mill", "2024-02-20")]))
    asked = Question("what happened this week?", filter=Filter(as_of=parse_moment(AFTER)))
    found = final_answer(answer(asked, StoreRetriever(store), embedded_reader()))
    assert {citation.article.id for citation in found.citations} == {"crane"}


@pytest.mark.parametrize(
    ("one", "present", "older"),
    [
        (SECOND, THIRD, True),
        (FIRST, SECOND, True),
        (SECOND, SECOND, False),
        (THIRD, SECOND, False),
        (SECOND, FIRST, False),  # what stands names no update: the newest to come in is the newest
        (version("Two", published=T1), SECOND, False),  # published at another moment, and no word of an update
        (version("Two", published=""), SECOND, False),
    ],
)
def test_which_version_is_older(one: Article, present: Article, older: bool) -> None:
    assert is_older(one, CurrentVersion(present.published, present.updated, 0)) == older


def test_nothing_stands_before_it_was_fetched_for_a_date_still_to_come() -> None:
    fetched = parse_moment("2024-03-01")
    assert validity_of(replace(SECOND, fetched=fetched), fetched, None) == validity_of(FIRST, fetched, None)
