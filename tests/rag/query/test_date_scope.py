"""A date scope, from the question or a filter: named in the answer; results outside it are offered."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import Store
from index.text.dates import parse_moment, parse_window_end
from rag.pipeline import answer
from rag.query.date_scope import date_scope_of, days_in_words
from rag.query.time_scope import PublicationWindow
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer, Notice
from rag.schema.events import final_answer
from rag.schema.question import Question
from tests.articles import article
from ui.serialization.requests import AskBody
from ui.serialization.serializers import answer_json

THURSDAY = date(2022, 11, 17)
MISSILES = "how many missiles were intercepted"


def ask(store: Store, question: str, filter: Filter | None = None, today: date = THURSDAY) -> Answer:
    asked = Question(question, filter=filter or Filter(), today=today)
    return final_answer(answer(asked, StoreRetriever(store), embedded_reader()))


def told(found: Answer) -> list[tuple[str, str]]:
    return [(notice.kind, notice.text) for notice in found.notices if "window" in notice.kind]


def moment(day: str | None, parse: Callable[[str], datetime] = parse_moment) -> datetime | None:
    return parse(day) if day else None


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2022-11-08", "2022-11-14", "8 to 14 November 2022"),
        ("2022-11-15", "2022-11-15", "on 15 November 2022"),
        ("2022-10-28", "2022-11-03", "28 October to 3 November 2022"),
        ("2021-12-28", "2022-01-03", "28 December 2021 to 3 January 2022"),
        ("2022-11-08", None, "since 8 November 2022"),
        (None, "2022-11-14", "until 14 November 2022"),
        ("2022-11-08", "2022-11-01", "since 8 November 2022 and until 1 November 2022, which no day is"),
    ],
)
def test_a_window_in_words(since: str | None, until: str | None, words: str) -> None:
    assert days_in_words(moment(since), moment(until, parse_window_end)) == words


@pytest.mark.parametrize(
    ("given", "asked", "days", "origin"),
    [
        ((None, None), None, "at any time", ""),
        (("2022-11-08", None), None, "since 8 November 2022", "given"),
        ((None, None), ("2022-11-08", "2022-11-14"), "8 to 14 November 2022", "question"),
        (("2022-11-10", "2022-12-01"), ("2022-11-08", "2022-11-14"), "10 to 14 November 2022", "question"),
        (("2022-11-10", None), (None, "2022-11-14"), "10 to 14 November 2022", "question"),
    ],
)
def test_both_windows_must_hold(
    given: tuple[str | None, str | None], asked: tuple[str | None, str | None] | None, days: str, origin: str
) -> None:
    filter = Filter(moment(given[0]), moment(given[1], parse_window_end), sources=("The Age",))
    since, until = (date.fromisoformat(day) if day else None for day in asked or (None, None))
    window = PublicationWindow(since, until) if asked else None
    found = date_scope_of(filter, window)
    assert (found.days, found.origin) == (days, origin)
    assert found.outside == Filter()


def test_a_window_from_the_question_is_kept_and_said(examples: Store) -> None:
    found = ask(examples, "how many missiles did Russia launch, published on 16 November 2022?", today=date(2026, 1, 1))
    assert found.status == "answered"
    assert {citation.article.source for citation in found.citations[:1]} == {"Kyiv Evening Post"}
    assert told(found) == [("window", "Published on 16 November 2022")]
    assert found.standalone_question == found.question
    assert answer_json(found)["window"] == {
        "since": "2022-11-16T00:00:00+00:00",
        "until": "2022-11-16T23:59:59.999999+00:00",
        "from": "question",
    }


def test_a_window_that_was_given_is_said_too(examples: Store) -> None:
    found = ask(examples, MISSILES, Filter(since=moment("2022-11-15"), until=moment("2022-11-16", parse_window_end)))
    assert (found.status, found.short_answer) == ("answered", "Seventy")
    assert told(found) == [("window", "Published 15 to 16 November 2022")]
    assert answer_json(found)["window"]["from"] == "given"


def test_without_a_window_nothing_is_said(examples: Store) -> None:
    found = ask(examples, MISSILES)
    assert told(found) == []
    assert "window" not in answer_json(found)


@pytest.mark.parametrize(
    ("question", "filter"),
    [
        (f"{MISSILES}, published between 8 and 14 November 2022?", Filter()),
        (f"{MISSILES}, published last week?", Filter()),
        (MISSILES, Filter(since=moment("2022-11-08"), until=moment("2022-11-14", parse_window_end))),
    ],
)
def test_what_lies_outside_is_offered(examples: Store, question: str, filter: Filter) -> None:
    found = ask(examples, question, filter)
    days = "7 to 13" if "last week" in question else "8 to 14"
    assert (found.status, found.short_answer, found.claims) == ("not_found", "", ())
    assert told(found) == [
        (
            "outside_window",
            f"Nothing published {days} November 2022 answers this; outside these dates there are passages that may "
            "(newest: 16 November 2022).",
        ),
        ("window", f"Published {days} November 2022"),
    ]
    assert "Seventy" in found.related[0].quote
    assert [citation.n for citation in found.related] == list(range(1, len(found.related) + 1))


def test_where_nothing_answers_outside_either_it_is_not_found(examples: Store) -> None:
    found = ask(examples, "who won the World Cup, published last week?")
    assert found.status == "not_found"
    assert [notice.kind for notice in found.notices] == ["not_found", "window"]


@pytest.mark.parametrize(
    ("filter", "within"),
    [
        (Filter(sources=("island ledger",)), "of island ledger"),
        (Filter(languages=("uk", "pl")), "in the language uk or pl"),
        (Filter(sources=tuple("ABCDE")), "of A, B, C or 2 others"),
        (Filter(moment("2022-11-08"), None, ("A",)), "of A published since 8 November 2022"),
    ],
)
def test_what_other_sources_and_languages_say_is_offered(examples: Store, filter: Filter, within: str) -> None:
    found = ask(examples, MISSILES, filter)
    assert (found.status, found.short_answer, found.claims, found.filter) == ("not_found", "", (), filter)
    text = f"Nothing {within} answers this; elsewhere there are passages that may (newest: 16 November 2022)."
    assert found.notices[0] == Notice("outside_filter", text)
    assert "Seventy" in found.related[0].quote
    assert answer_json(found)["narrowed"] == {"sources": list(filter.sources), "languages": list(filter.languages)}


def test_the_moment_as_of_is_never_lifted(examples: Store) -> None:
    as_of = Filter(since=moment("2022-11-01"), as_of=moment("2022-11-10", parse_window_end))
    found = ask(examples, MISSILES, as_of)
    assert (found.status, found.related) == ("not_found", ())
    assert "outside_window" not in [notice.kind for notice in found.notices]


STRIKES = [
    ("Russia fired 41 missiles at Odesa on Monday. Of these, 28 missiles were intercepted, officials said.",
     "monday", "2022-10-11"),
    ("Russia fired 55 missiles at Odesa on Tuesday. Of these, 49 missiles were intercepted, officials said.",
     "tuesday", "2022-10-18"),
    ("A mill in Tolland burned. Firefighters said that the mill had stood empty for nine years.", "mill", ""),
]  # fmt: skip


@pytest.fixture
def strikes(store: Store) -> Store:
    """Two strikes a week apart, and an article without a date."""
    list(ingest(store, [article(text, id, published) for text, id, published in STRIKES]))
    return store


@pytest.mark.parametrize(
    ("question", "today", "short"),
    [
        (f"{MISSILES} on 10 October?", "2022-11-17", "28"),
        (f"{MISSILES} on 18 October 2022?", "2022-11-17", "49"),
        (f"{MISSILES} on October 10?", "2026-11-17", "28"),  # of another year than the latest
        (f"{MISSILES} yesterday?", "2022-10-11", "28"),
        (f"{MISSILES} last week?", "2022-10-19", "28"),
        (f"{MISSILES} this week?", "2022-10-19", "49"),
        ("how many missiles did Russia fire on Monday?", "2022-10-12", "41"),
        ("how many missiles did Russia fire on Tuesday?", "2022-10-19", "55"),
    ],
)
def test_the_time_asked_for_wins(strikes: Store, question: str, today: str, short: str) -> None:
    found = ask(strikes, question, today=date.fromisoformat(today))
    assert (found.status, found.short_answer) == ("answered", short)
    other_week = {"49", "55"} if short in ("28", "41") else {"28", "41"}
    assert other_week.isdisjoint(conflict.value for conflict in found.conflicts)


def test_the_time_of_an_event_hides_nothing(strikes: Store) -> None:
    found = ask(strikes, "how many years had the mill in Tolland stood empty last week?")
    assert found.short_answer == "nine years"


def test_a_figure_of_another_time_alone_is_no_answer_and_is_shown(strikes: Store) -> None:
    found = ask(strikes, f"{MISSILES} at Odesa on 3 March 2021?")
    assert found.status == "not_found"
    assert [notice.kind for notice in found.notices] == ["other_time"]
    assert any("missiles" in citation.quote for citation in found.related)


def test_citations_say_which_day_a_weekday_was(strikes: Store) -> None:
    found = ask(strikes, "how many missiles did Russia fire on 10 October?")
    assert answer_json(found)["citations"][0]["dates"] == [{"text": "Monday", "date": "2022-10-10"}]


@pytest.mark.parametrize(
    ("question", "today", "day"),
    [
        ("what happened on 10 October?", "2022-11-17", "2022-10-11"),
        ("what happened last week?", "2022-10-19", "2022-10-11"),
        ("what happened this week?", "2022-10-19", "2022-10-18"),
    ],
)
def test_a_digest_of_a_time_is_of_that_time(strikes: Store, question: str, today: str, day: str) -> None:
    found = ask(strikes, question, today=date.fromisoformat(today))
    assert {str(one.article.published)[:10] for one in found.citations} == {day}


def test_a_digest_of_a_time_without_news_is_not_found(strikes: Store) -> None:
    found = ask(strikes, "what happened in March 2021?")
    assert (found.status, found.notices[0].kind) == ("not_found", "not_found")
    assert found.related


def test_the_asker_s_day_comes_with_a_request() -> None:
    assert AskBody.model_validate({"question": "who won yesterday", "today": "2022-11-16"}).today == date(2022, 11, 16)
    assert AskBody.model_validate({"question": "who won yesterday"}).today is None
    with pytest.raises(ValueError, match="not a full date"):
        AskBody.model_validate({"question": "who won yesterday", "today": "soon"})
