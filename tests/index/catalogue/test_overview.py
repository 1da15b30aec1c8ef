"""The collection in numbers and lists."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from index.article import Article
from index.catalogue.catalogue import FILE
from index.catalogue.overview import CHART_SOURCES, Bar, SourceCount, facets, listing, overview
from index.filters import Filter
from index.ingest.ingestion import ingest, remove
from index.store import Store
from tests.articles import BAKERY, HARBOUR, article


def some() -> Iterator[Article]:
    yield article(HARBOUR, "a", "2004-03-04T10:00:00+00:00", source="The Times", url="https://times.example/crane")
    yield article(BAKERY, "b", "2004-03-04T23:30:00-02:00", source="the times", title="Найдовший хліб")
    yield article(f"{BAKERY} Again.", "c", "2004-03-06", source="Wire", language="uk-UA")
    yield article("Nothing is known of this.", "d", "", source="", language="")
    yield article("This one goes.", "e", "2009-01-01", source="Gone", language="de")


@pytest.fixture
def filled(store: Store) -> Store:
    list(ingest(store, some()))
    list(ingest(store, [article(f"{HARBOUR} It was old.", "a", "2004-03-04T10:00:00+00:00", source="The Times")]))
    remove(store, ["e"])
    return store


def test_what_stands_now_is_counted(filled: Store) -> None:
    with filled.view() as view:
        found, narrowed = overview(view), facets(view)
    evening = datetime.fromisoformat("2004-03-04T23:30:00-02:00")
    sixth = datetime(2004, 3, 6, tzinfo=UTC)
    assert (found.articles, found.undated, found.passages) == (4, 1, 4)
    assert (found.first, found.last) == (datetime(2004, 3, 4, 10, tzinfo=UTC), sixth)
    assert found.sources == (
        SourceCount("The Times", 2, evening),
        SourceCount("", 1, None),
        SourceCount("Wire", 1, sixth),
    )
    assert [one.newest.date() for one in found.sources if one.newest] == [date(2004, 3, 4), sixth.date()]
    assert found.languages == (("en", 2), ("", 1), ("uk", 1))
    assert (narrowed.sources, narrowed.languages) == ((("The Times", 2), ("Wire", 1)), (("en", 2), ("uk", 1)))


def test_bars_are_days_until_there_are_too_many(filled: Store) -> None:
    with filled.view() as view:
        found = overview(view)
    assert found.per == "day"
    assert found.bars == (
        Bar("2004-03-04", "The Times", 2),
        Bar("2004-03-06", "Wire", 1),
    )
    for until, per, last in (("2004-09-01", "month", "2004-09"), ("2024-09-01", "year", "2024")):
        list(ingest(filled, [article("Much later.", until, until)]))
        with filled.view() as view:
            found = overview(view)
        assert (found.per, found.bars[-1].when) == (per, last)


def test_the_sources_with_the_fewest_articles_share_a_bar(store: Store) -> None:
    names = [f"Paper {number:02}" for number in range(CHART_SOURCES + 3)]
    articles = [article(f"Words of {name}.", f"{name} {copy}", source=name) for name in names for copy in range(2)]
    list(ingest(store, articles[:-1]))
    with store.view() as view:
        bars = overview(view).bars
    assert {bar.source: bar.articles for bar in bars} == {"": 5, **dict.fromkeys(names[:CHART_SOURCES], 2)}


def test_an_empty_store_has_an_overview(store: Store) -> None:
    with store.view() as view:
        found = overview(view)
        assert (found.articles, found.first, found.bars, found.sources) == (0, None, (), ())
        assert listing(view, Filter(), "x", 10, 0).found == 0


@pytest.mark.parametrize(("search", "sources", "ids"), [
    ("", (), ["c", "b", "a", "d"]),
    ("", ("THE TIMES",), ["b", "a"]),
    ("хліб НАЙДОВШИЙ", (), ["b"]),
    ("about", (), ["c", "a", "d"]),
    ("ABOUT wire", (), ["c"]),
    ("crane", (), []),
    ("%", (), []),
])  # fmt: skip
def test_articles_are_listed_by_words_and_source(
    filled: Store, search: str, sources: tuple[str, ...], ids: list[str]
) -> None:
    with filled.view() as view:
        found = listing(view, Filter(sources=sources), search, -1, 0)
        assert [one.article.id for one in found.summaries] == ids
        assert found.found == len(ids)
        page = listing(view, Filter(sources=sources), search, 1, 1)
        assert ([one.article.id for one in page.summaries], page.found) == (ids[1:2], len(ids))


def test_a_catalogue_of_before_there_were_runs_is_brought_up_to_date(open_at: Callable[..., Store]) -> None:
    store = open_at()
    list(ingest(store, some()))
    store.close()
    with sqlite3.connect(store.config.folder / FILE) as connection:
        for dropped in ("TABLE runs", "INDEX versions_counted", "INDEX versions_newest"):
            connection.execute(f"DROP {dropped}")
        connection.execute("CREATE INDEX versions_standing ON versions (source_key)")
        connection.execute("PRAGMA user_version = 3")
    connection.close()
    with open_at().view() as view:
        assert overview(view).articles == 5
        counting = (
            "SELECT v.published, count(*) FROM versions v WHERE v.state = 'live' AND v.live_until IS NULL"
            " GROUP BY v.source_key"
        )
        plan = view.rows(f"EXPLAIN QUERY PLAN {counting}")
        assert [row["detail"] for row in plan] == ["SCAN v USING COVERING INDEX versions_counted"]
        assert view.rows("SELECT * FROM runs") == []
