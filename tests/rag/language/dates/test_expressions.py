"""Times in a question: their days, requests for publication dates, and days in quotations."""

from datetime import date

import pytest

from rag.language.dates.events import parse_events
from rag.language.dates.interval import Interval
from rag.language.dates.resolution import resolved_dates
from rag.query.condense import condense
from rag.query.time_scope import time_scope_of, without_times
from rag.retrieval.temporal import NOT_THEN, tells_of_time, temporal_relevance
from rag.schema.conversation import Conversation
from tests.articles import article

WEDNESDAY = date(2022, 11, 16)


def days(question: str) -> list[str]:
    """The times of a question asked on that Wednesday: "2022-11-08/2022-11-14", with what it recurs by."""
    found = time_scope_of(question, WEDNESDAY).events
    return [f"{one.first}/{one.last}{one.recurs and f' {one.recurs}'}" for one in found]


EVENTS = [
    ("how many were hit on Tuesday", ["2022-11-15/2022-11-15 week"]),
    ("how many were hit on Wednesday", ["2022-11-16/2022-11-16 week"]),
    ("who resigned on Tuesday evening?", ["2022-11-15/2022-11-15 week"]),
    ("what happened last Tuesday?", ["2022-11-15/2022-11-15"]),
    ("what happened last Wednesday?", ["2022-11-09/2022-11-09"]),
    ("who resigned yesterday", ["2022-11-15/2022-11-15"]),
    ("what did the mayor say today?", ["2022-11-16/2022-11-16"]),
    ("what happened this week in Kyiv", ["2022-11-14/2022-11-20"]),
    ("what happened last week", ["2022-11-07/2022-11-13"]),
    ("who resigned fifteen days ago?", ["2022-11-01/2022-11-01"]),
    ("what happened in 1588?", ["1588-01-01/1588-12-31"]),
    ("who lives in 1700 metres of altitude?", []),
    ("how many died last month", ["2022-10-01/2022-10-31"]),
    ("how many died last year", ["2021-01-01/2021-12-31"]),
    ("how many died in October?", ["2022-10-01/2022-10-31 year"]),
    ("how many died in December?", ["2021-12-01/2021-12-31 year"]),
    ("how many died in October 2022?", ["2022-10-01/2022-10-31"]),
    ("how many died in 2022?", ["2022-01-01/2022-12-31"]),
    ("what happened on 15 November?", ["2022-11-15/2022-11-15 year"]),
    ("what happened on the 15th of November 2022?", ["2022-11-15/2022-11-15"]),
    ("what happened on 2022-11-15?", ["2022-11-15/2022-11-15"]),
    # never this year's where that is still to come
    ("what happened on December 24?", ["2021-12-24/2021-12-24 year"]),
    ("what happened on 29 February?", ["2020-02-29/2020-02-29 year"]),
    ("strikes between 8 and 14 November", ["2022-11-08/2022-11-14 year"]),
    ("strikes between November 8 and 14, 2022", ["2022-11-08/2022-11-14"]),
    ("strikes from 28 October to 3 November", ["2022-10-28/2022-11-03 year"]),
    ("strikes between October and December 2021", ["2021-10-01/2021-12-31"]),
    ("strikes between 20 December 2021 and 5 January 2022", ["2021-12-20/2022-01-05"]),
    ("strikes since October 10", ["2022-10-10/9999-12-31"]),
    ("strikes since the invasion began", ["2022-02-24/9999-12-31"]),
    ("strikes since the start of Russia's full-scale invasion of Ukraine", ["2022-02-24/9999-12-31"]),
    ("troops before the invasion of Ukraine", ["0001-01-01/2022-02-23"]),
    ("what changed after 15 November", ["2022-11-16/9999-12-31"]),
    ("what changed before 15 November", ["0001-01-01/2022-11-14"]),
    ("what happened two days ago", ["2022-11-14/2022-11-14"]),
    ("what happened in the past three days", ["2022-11-13/2022-11-16"]),
    ("what happened this weekend", ["2022-11-12/2022-11-13"]),
    ("what happened in early November", ["2022-11-01/2022-11-10 year"]),
    ("what will happen next week", ["2022-11-21/2022-11-27"]),
    ("was it worse on Tuesday or on Wednesday", ["2022-11-15/2022-11-15 week", "2022-11-16/2022-11-16 week"]),
    # none of these names a time
    ("strikes since the invasion of Iraq", []),
    ("strikes since the ceasefire", []),
    ("who may resign", []),
    ("may 20 people attend?", []),
    ("what did Theresa May say", []),
    ("what was said by May", []),
    ("how long was the march", []),
    ("USA Today reported what?", []),
    ("What did the Sunday Times say?", []),
    ("what did Black Friday bring", []),
    ("how many of the 2000 people were saved", []),
    ("when did the ferry sink", []),
]


@pytest.mark.parametrize(("question", "expected"), EVENTS, ids=[question for question, _ in EVENTS])
def test_the_time_of_an_event(question: str, expected: list[str]) -> None:
    assert days(question) == expected
    assert time_scope_of(question, WEDNESDAY).window is None


WINDOWS = [
    ("how many were hit, published last week?", "2022-11-07", "2022-11-13", "how many were hit?"),
    ("how many were hit published last week", "2022-11-07", "2022-11-13", "how many were hit"),
    ("how many were hit, published this week?", "2022-11-14", "2022-11-16", "how many were hit?"),
    ("articles published between 8 and 14 November 2022 about the grid", "2022-11-08", "2022-11-14",
     "articles about the grid"),
    ("In articles published on 15 November, who won?", "2022-11-15", "2022-11-15", "who won?"),
    ("who won, published before 2023", None, "2022-12-31", "who won"),
    ("published since Monday: how many were hit", "2022-11-14", None, "how many were hit"),
    ("What do reports published in October say about the grid?", "2022-10-01", "2022-10-31",
     "What do reports say about the grid?"),
    ("stories published by 14 November on the grid", None, "2022-11-14", "stories on the grid"),
    ("What was published last week about the grid?", "2022-11-07", "2022-11-13", "the news about the grid?"),
    ("who won (missiles, published yesterday)", "2022-11-15", "2022-11-15", "who won (missiles)"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "since", "until", "rest"), WINDOWS, ids=[window[0] for window in WINDOWS])
def test_published_asks_for_a_window(question: str, since: str | None, until: str | None, rest: str) -> None:
    found = time_scope_of(question, WEDNESDAY)
    assert found.window
    assert (found.window.since, found.window.until) == (
        date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None,
    )  # fmt: skip
    assert (found.rest, found.events) == (rest, ())


@pytest.mark.parametrize(
    "question",
    [
        "How many books were published in 2022?",
        "What did the study published last week find?",
        "Who wrote the figures that Apple published on Tuesday?",
        "Do the report of The Age published on 1 November and that of Fortune published on 5 November 2022 agree?",
        "Between the article published on 1 November 2022 and the one on 5 November 2022, what changed?",
    ],
)
def test_what_others_published_is_no_window(question: str) -> None:
    found = time_scope_of(question, WEDNESDAY)
    assert found.window is None
    assert found.events
    assert found.rest == question


def test_a_window_and_a_time_stand_side_by_side() -> None:
    found = time_scope_of("how many were hit on 10 October, published this week?", WEDNESDAY)
    assert found.window
    assert found.event == Interval(date(2022, 10, 10), date(2022, 10, 10), "on 10 October", "year")
    assert without_times(found.rest, found.events) == "how many were hit?"


def test_dated_events_can_be_added() -> None:
    [(pattern, day)] = parse_events(["flood (of the Tarn) = 2024-07-29"])
    assert day == date(2024, 7, 29)
    assert pattern.match("the flood began")
    assert pattern.match("the flood of the Tarn")
    assert not pattern.match("the flood of Lisbon")


TEN = (Interval(date(2022, 10, 10), date(2022, 10, 10)),)
ANY_TEN = (Interval(date(2025, 10, 10), date(2025, 10, 10), recurs="year"),)


@pytest.mark.parametrize(
    ("text", "published", "near", "weaker"),
    [
        ("On Monday the mill burned.", "2022-10-12", 1.0, 0.5),  # names it, counted from the article's day
        ("The mill burned on 10 October.", "2022-12-01", 1.0, 0.5),
        ("The mill burned.", "2022-10-10", 0.8, 0.4),
        ("The mill burned.", "2022-10-11", 0.8, 0.4),
        ("The mill burned.", "2022-10-12", 0.5, 0.25),
        ("The mill burned.", "2022-10-20", 0.0, 0.0),
        ("The mill burned on 3 March 2021.", "2022-12-01", 0.0, 0.0),
        ("The mill burned.", "", 0.0, 0.0),
    ],
)
def test_how_near_a_passage_is(text: str, published: str, near: float, weaker: float) -> None:
    moment = article(published=published).published
    assert temporal_relevance(TEN, text, moment) == near
    assert temporal_relevance(ANY_TEN, text, moment) == weaker


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The mill burned on Monday. Seventy were hurt.", "2022-10-11", 1.0),
        ("The mill burned on Sunday. Seventy were hurt.", "2022-10-11", NOT_THEN),
        ("It was worse than on 3 May 2021. Seventy were hurt.", "2022-10-11", 1.0),  # looking back carries no further
        ("The mill burned. Seventy were hurt.", "2022-10-11", 1.0),
        ("The mill burned. Seventy were hurt.", "2022-10-01", NOT_THEN),
        ("The mill burned. Seventy were hurt.", "2022-11-01", 0.0),
        ("The mill burned. In October 2022 seventy were hurt.", "2022-11-01", 0.0),
        ("The mill burned. Seventy were hurt.", "", 0.0),
    ],
)
def test_what_time_a_sentence_tells_of(text: str, published: str, expected: float) -> None:
    found = article(text, published=published)
    assert tells_of_time(TEN, found, found.text.rindex(". ") + 2, len(found.text)) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The bridge fell on Tuesday.", [("Tuesday", "2024-03-12")]),
        (
            "The bridge fell yesterday, after a storm on Sunday.",
            [("yesterday", "2024-03-11"), ("Sunday", "2024-03-10")],
        ),
        ("The council will vote on Friday.", [("Friday", "2024-03-15")]),
        ("The bridge fell last Friday.", [("last Friday", "2024-03-08")]),
        ("The bridge fell last Tuesday.", [("last Tuesday", "2024-03-05")]),
        # what is not certain, or needs no counting, is left alone
        ("The bridge fell last Monday.", []),
        ("The bridge falls every Monday.", []),
        ("It fell on Tuesday, 5 March.", []),
        ("“We close today,” he said.", []),
        ("The Sunday Times said so.", []),
        ("It fell in March.", []),
    ],
)
def test_the_days_that_a_quote_means(quote: str, expected: list[tuple[str, str]]) -> None:
    found = article(f"Before this. {quote} After this.", published="2024-03-12")
    start = found.text.index(quote)
    assert [(one.text, one.day.isoformat()) for one in resolved_dates(found, start, start + len(quote))] == expected
    undated = article(quote, published="")
    assert resolved_dates(undated, 0, len(quote)) == ()


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("how many were hit, published last week?", "and in Lviv?", "how many were hit in Lviv, published last week?"),
        ("how many ships were hit published last week", "and how many were sunk?",
         "how many ships were sunk, published last week?"),
        ("In articles published since Monday, how many ships were hit?", "and how many were sunk?",
         "how many ships were sunk, published since Monday?"),
        ("how many ships were hit, published last week?", "and published this week?",
         "how many ships were hit, published this week?"),
        ("how many ships were hit?", "only articles published since Monday",
         "how many ships were hit, published since Monday?"),
        ("how many ships were hit on Tuesday?", "and how many were sunk?", "how many ships were sunk on Tuesday?"),
        ("how many ships were hit last week?", "and yesterday?", "how many ships were hit yesterday?"),
        ("what did Zelensky say last week about peace?", "why?", "why (Zelensky peace) last week"),
    ],
)  # fmt: skip
def test_a_follow_up_keeps_the_time(before: str, question: str, standalone: str) -> None:
    conversation = Conversation().then("user", before).then("assistant", "Nine. [1]")
    assert condense(question, conversation) == standalone
