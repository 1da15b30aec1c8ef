"""The generated news stream is reproducible, complete and consistent with its truth."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.news import Outcome, measure
from bench.stream.marks import Ledger, Statement, capital
from bench.stream.outlets import outlets
from bench.stream.phrases import BOOKS, FIRST, HELD_OUT, phrases
from bench.stream.questions import MOMENTS, Asked, questions
from bench.stream.stream import Stream, stream
from bench.stream.truth import Count, differing, expected, standing
from bench.stream.world import Fact
from bench.stream.write import in_words
from index.readers.record import article_from
from index.text.cleaning import clean_line, clean_text
from rag.language.numbers import numbers_in
from rag.schema.answer import Answer, Conflict, Status

ARTICLES = 400
NOON = datetime(2022, 11, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="module", params=BOOKS)
def made(request: pytest.FixtureRequest) -> Stream:
    return stream(ARTICLES, book=request.param)


@pytest.fixture(scope="module")
def asked(made: Stream) -> list[Asked]:
    return questions(made)


def test_the_same_seed_makes_the_same_stream(made: Stream) -> None:
    assert [one.row for one in stream(ARTICLES, book=made.book).articles] == [one.row for one in made.articles]
    assert [one.row for one in stream(ARTICLES, seed=8, book=made.book).articles] != [one.row for one in made.articles]


def test_it_has_as_many_articles_as_asked_for_of_every_kind(made: Stream) -> None:
    kinds = Counter(one.written.kind for one in made.articles)
    assert len({one.written.id for one in made.articles}) == ARTICLES
    assert set(kinds) == {"own", "agency", "rewrite", "reprint", "corrected", "note", "filler"}
    assert len(made.articles) == ARTICLES + kinds["corrected"]
    assert len(outlets()) == len({one.name for one in outlets()}) == 40
    assert len({event.kind for event in made.events}) >= 4


def test_each_row_is_an_article_whose_text_needs_no_cleaning(made: Stream) -> None:
    for one in made.articles:
        read = article_from(one.row, fallback_id="", place="", origin="")
        assert (read.id, read.text, read.source) == (one.written.id, clean_text(one.text), one.written.outlet.name)
        assert (clean_text(one.text), clean_line(one.title)) == (one.text, one.title)
        assert (read.published is not None) == one.written.dated
        assert not re.search("[{}\ue000-\ue002]|  ", one.text + one.title)


def test_the_truth_points_at_the_figures_in_the_text(made: Stream) -> None:
    placed = [(one.text[at.start : at.end], at.statement) for one in made.articles for at in one.placed]
    assert len(placed) > ARTICLES
    assert [(figure, said) for figure, said in placed if [n.value for n in numbers_in(figure)] != [said.value]] == []


def test_nothing_is_told_before_it_is_counted(made: Stream) -> None:
    early = [
        (one.written.id, at.statement)
        for one in made.articles
        for at in one.placed
        if at.statement.role != "past" and at.statement.at > one.written.moment
    ]
    assert early == []
    assert all(one.written.fetched > one.written.moment for one in made.articles)
    assert any(one.written.fetched - one.written.moment > timedelta(days=1) for one in made.articles)


def test_no_figure_of_an_event_is_used_for_two_things(made: Stream) -> None:
    for event in made.events:
        values = [report.value for fact in event.facts for report in fact.reports]
        assert len(values) == len(set(values))


def test_a_question_without_a_day_is_of_one_event(made: Stream, asked: list[Asked]) -> None:
    kinds = {fact.id: event for event in made.events for fact in event.facts}
    for one in asked:
        if not one.event_time and (name := kinds[one.fact.id].words.get("name")):
            like = [event for event in made.events if event.words.get("name") == name]
            places = [fact.place for event in like for fact in event.facts if fact.quantity == one.fact.quantity]
            assert one.as_of or places.count(one.fact.place) == 1


def test_a_reprint_shares_most_words_and_an_agencys_next_version_less_than_half(made: Stream) -> None:
    by_id = {one.written.id: one.written for one in made.articles if one.written.kind != "corrected"}
    for one in by_id.values():
        if one.kind == "reprint":
            source = by_id[one.cluster].paragraphs
            assert one.origin == by_id[one.cluster].outlet.name
            assert sum(any(_same(paragraph, other) for other in source) for paragraph in one.paragraphs) >= 1
        elif one.kind == "rewrite":
            earlier = [other for other in by_id.values() if other.outlet == one.outlet and other.moment < one.moment]
            for other in earlier:
                kept = [len(paragraph.split()) for paragraph in one.paragraphs if paragraph in other.paragraphs]
                assert sum(kept) < 0.5 * sum(len(paragraph.split()) for paragraph in one.paragraphs)


def test_questions_are_asked_of_now_and_of_five_moments(made: Stream, asked: list[Asked]) -> None:
    moments = Counter(one.as_of for one in asked if one.as_of)
    assert len(moments) == MOMENTS
    assert all(one.expected or one.as_of for one in asked)
    assert {other.kind for one in asked for other in one.differing} == {"update", "scope", "disagreement"}
    assert all("{" not in one.text and "  " not in one.text for one in asked)
    for one in asked:
        stood = {article.written.id for article in standing(made.articles, one.as_of)}
        assert set(one.expected.articles if one.expected else ()) <= stood


def _count(value: int, by: str, hours: int, origins: str) -> Count:
    return Count(value, by, NOON + timedelta(hours=hours), frozenset(origins), tuple(origins))


@pytest.mark.parametrize(
    ("reported", "value"),
    [
        ([], None),
        ([_count(41, "air force", 0, "abc"), _count(50, "air force", 9, "a")], 50),
        ([_count(41, "air force", 0, "abc"), _count(50, "mayor", 9, "a")], 41),
        ([_count(41, "air force", 0, "ab"), _count(50, "mayor", 9, "cd")], 50),
        ([_count(75, "air force", 0, "ab"), _count(57, "air force", 0, "c")], 75),
        ([_count(41, "air force", 0, "abcd"), _count(48, "air force", 9, "a"), _count(60, "mayor", 1, "bc")], 60),
    ],
    ids=["nothing", "a party's update", "better supported", "as well, later", "a mistake", "updates count alone"],
)
def test_the_rule(reported: list[Count], value: int | None) -> None:
    found = expected(reported)
    assert (found.value if found else None) == value


def test_values_differ_by_update_by_party_and_by_scope() -> None:
    made = stream(ARTICLES)
    event, fact = next(
        (event, fact) for event in made.events for fact in event.facts if len({one.by for one in fact.reports}) == 2
    )
    found = differing(event, fact, standing(made.articles, None))
    assert all(other.scope != fact.scope for other in found if other.kind == "scope")
    assert all(other.scope == fact.scope for other in found if other.kind != "scope")
    assert len({other.value for other in found}) == len(found)


def test_marks_survive_cutting_and_leave_no_trace() -> None:
    total = phrases(FIRST)["edits"]["total"]
    ledger = Ledger()
    statement = Statement("e1.0", "mayor", NOON, 41, "reported")
    marked = capital(f"{ledger.mark(statement, 'forty-one')} were shot down.", total)
    text, [placed] = ledger.read(f"A lead. {marked}")
    assert text == "A lead. Forty-one were shot down."
    assert (text[placed.start : placed.end], placed.statement) == ("Forty-one", statement)
    assert ledger.read(capital(f"{ledger.mark(statement, '41')} fell", total))[0] == "A total of 41 fell"


def test_numbers_in_words_are_read_back() -> None:
    assert [next(numbers_in(in_words(value))).value for value in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize(
    ("short", "status", "wanted", "right"),
    [
        ("Forty-one missiles", "answered", 41, True),
        ("about 41", "answered", 41, True),
        ("40", "answered", 41, False),
        ("", "not_found", 41, False),
        ("", "not_found", None, True),
        ("41", "answered", None, False),
    ],
)
def test_an_answer_is_right_by_its_figure(short: str, status: Status, wanted: int | None, right: bool) -> None:
    conflict = Conflict("missiles", "about 50", None, "The Post", "the mayor", "update", (1,))
    answer = Answer("?", "?", status, "extractive", short, 0.5, conflicts=(conflict,))
    fact = Fact("e1.0", "intercepted", "missiles", "Kyiv", ())
    best = _count(wanted, "mayor", 0, "a") if wanted else None
    outcome = Outcome(Asked("q1", "?", None, "", fact, best, ()), answer, None)
    assert outcome.right is right
    assert outcome.listed[50] == "update"


@pytest.mark.slow
def test_the_measurement_runs_over_a_small_stream(tmp_path: Path) -> None:
    figures = measure(tmp_path, 40, 25)
    assert json.loads(json.dumps(figures)) == figures
    for book in ("", f", {HELD_OUT}"):
        assert figures[f"news, as of{book}"]["nothing later"] == 1.0
        assert figures[f"news, reprints{book}"]["pairs"]


def _same(one: str, other: str) -> bool:
    return len(set(one.split()) & set(other.split())) >= 0.6 * len(set(other.split()))
