"""Publishers and days that a question names raise their passages, and hide none."""

from datetime import UTC, date, datetime

import pytest

from index.article import Article, Passage
from index.search.search import Hit
from rag.retrieval.boosts import apply_boosts, named_scope

TODAY = date(2023, 12, 1)
SOURCES = ["Northern Wire", "The Age", "Fortune", "The Roar | Sports Blog", "Daily Post - Life", ""]


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("What did Northern Wire say of the grid?", {"Northern Wire"}),
        ("what did northern wire say", {"Northern Wire"}),
        ("Does 'The Age' agree with Fortune?", {"The Age", "Fortune"}),
        ("what is the age of the mayor", set()),
        ("how large is her fortune", set()),
        ("What did The Roar report?", {"The Roar | Sports Blog"}),
        ("the Daily Post wrote of a ferry", {"Daily Post - Life"}),
        ("misfortune of the ferry", set()),
        ("who is the mayor", set()),
    ],
)
def test_publishers(question: str, sources: set[str]) -> None:
    assert named_scope(question, SOURCES, TODAY).sources == sources


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("as reported on October 6, 2023", {date(2023, 10, 6)}),
        ("on 6th of Oct. 2023", {date(2023, 10, 6)}),
        ("2023-10-06 and 15 November 2022", {date(2023, 10, 6), date(2022, 11, 15)}),
        ("on 31 June 2023", {date(2023, 6, 1)}),
        ("who may resign", set()),
    ],
)
def test_times(question: str, days: set[date]) -> None:
    assert {time.first for time in named_scope(question, SOURCES, TODAY).times} == days


def hit(id: str, source: str, score: float, day: int = 1) -> tuple[Hit, Article]:
    published = datetime(2023, 10, day, 12, tzinfo=UTC)
    article = Article.make(fallback_id=id, title="", text="Some words.", source=source, published=published)
    return Hit(Passage(id, id, 0, 11, "Some words."), score), article


def order(question: str, *pairs: tuple[Hit, Article]) -> list[str]:
    hits, articles = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return [one.passage.id for one in apply_boosts(hits, articles, named_scope(question, SOURCES, TODAY))]


def test_a_named_publisher_comes_first_unless_it_is_far_behind() -> None:
    pairs = [hit("a", "The Age", 3.0), hit("b", "Fortune", 2.5), hit("c", "Fortune", 0.5)]
    assert order("What does Fortune say?", *pairs) == ["b", "a", "c"]


def test_each_of_several_named_publishers_is_heard_before_any_is_heard_twice() -> None:
    pairs = [hit("a", "Fortune", 3.0), hit("b", "Fortune", 2.9), hit("c", "The Age", 0.1), hit("d", "", 2.0)]
    assert order("Do Fortune and The Age agree?", *pairs) == ["a", "c", "b", "d"]


def test_a_named_day_is_met_by_the_days_beside_it() -> None:
    pairs = [hit("a", "", 3.0, day=20), hit("b", "", 2.5, day=7)]
    assert order("What was said on 6 October 2023?", *pairs) == ["b", "a"]
    assert order("What was said on 3 October 2023?", *pairs) == ["a", "b"]


@pytest.mark.parametrize(
    ("question", "newest", "first"),
    [
        ("What was said on 6 October?", date(2022, 11, 28), date(2022, 10, 6)),
        ("What was said on 6 October?", date(2022, 10, 5), date(2021, 10, 6)),
        ("What was said on 6 October?", date(2023, 11, 1), date(2023, 10, 6)),
        ("What was said on 6 October 2023?", date(2022, 11, 28), date(2023, 10, 6)),
        ("What was said on 6 October?", None, date(2023, 10, 6)),
    ],
)
def test_a_day_without_its_year_is_of_the_last_year_that_has_news(
    question: str, newest: date | None, first: date
) -> None:
    [time] = named_scope(question, SOURCES, TODAY).by(newest).times
    assert (time.first, time.last) == (first, first)
