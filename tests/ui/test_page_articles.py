"""The articles view: its texts, its charts, and that readers get nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from index.catalogue.overview import Bar, Overview, Per, SourceCount
from index.ingest.ingestion import ingest
from index.ingest.runs import Failure, Run
from index.store import Store
from rag.reader.model import embedded_reader
from tests.articles import article
from tests.browser.server import serving
from ui.app.engine import Engine
from ui.auth.authorization import Authorization
from ui.messages.language import in_language
from ui.page.articles.bars import COLOURS, figure, legend
from ui.page.articles.store import runs_html, store_html
from ui.page.build import build_page

ENGLISH, UKRAINIAN = in_language("en"), in_language("uk")
HOSTILE = "<img src=x onerror=alert(1)> **Gazette** \u202e"
FIRST, LAST = datetime(2022, 11, 1, tzinfo=UTC), datetime(2022, 11, 15, tzinfo=UTC)
FOUND = Overview(
    articles=1400,
    passages=9001,
    first=FIRST,
    last=LAST,
    undated=3,
    sources=(SourceCount(HOSTILE, 1396, LAST), SourceCount("", 4, None)),
    languages=(("en", 1390), ("uk", 9), ("", 1)),
    per="day",
    bars=(Bar("2022-11-01", HOSTILE, 1390), Bar("2022-11-15", "", 1), Bar("2022-11-15", HOSTILE, 6)),
)
RUN = Run(FIRST, LAST.replace(hour=9, minute=5), "a.txt, b.json", added=2, failures=3)


def test_the_store_is_told_in_numbers() -> None:
    said = store_html(ENGLISH, FOUND)
    for fact in (
        "1,400",
        "9,001",
        "1 November 2022 to 15 November 2022",
        "English (1,390), Ukrainian (9), unknown (1)",
    ):
        assert f"<dd>{fact}</dd>" in said
    assert "<td>1,396</td><td>15 November 2022</td>" in said
    assert "Unnamed&#32;" not in said and "<td>4</td><td>No date</td>" in said
    assert "англійська (1\u00a0390)" in store_html(UKRAINIAN, FOUND)


def test_an_empty_store_has_no_dates_and_no_tables() -> None:
    empty = Overview(0, 0, None, None, 0, (), (), "day", ())
    said = store_html(ENGLISH, empty)
    assert "Published" not in said and "<table>" not in said
    assert "No imports yet." in runs_html(ENGLISH, ())


def test_the_last_ingests_are_told_with_every_reason() -> None:
    failed = (Failure(HOSTILE, "is not JSON; check that it is whole"), Failure("c.png", "is of a kind"))
    last = replace(RUN, failed=failed, stopped="the disk is full; make room")
    said = runs_html(ENGLISH, (last, RUN, RUN))
    assert '<time class="cw-when" datetime="2022-11-15T09:05Z">15 November 2022, 09:05 UTC</time>' in said
    assert said.index("09:05 UTC") < said.index("Added 2, updated 0, unchanged 0, failed 3.")
    assert "is not JSON&#59; check that it is whole" in said and "and 1 more, reason not saved" in said
    assert "Stopped early: <bdi>the disk is full&#59; make room</bdi>" in said
    assert "2 earlier imports" in said


@pytest.mark.parametrize("said", [
    store_html(ENGLISH, FOUND),
    legend(ENGLISH, FOUND),
    runs_html(ENGLISH, (replace(RUN, origin=HOSTILE, failed=(Failure(HOSTILE, HOSTILE),), stopped=HOSTILE),)),
])  # fmt: skip
def test_words_of_others_stay_words(said: str) -> None:
    assert "<img" not in said and "**" not in said and "\n" not in said
    assert "&#60;img" in said


def test_bars_have_a_colour_for_each_source_and_say_what_they_are() -> None:
    named, others = figure(ENGLISH, FOUND).data
    assert (list(named.x), list(named.y)) == (["2022-11-01", "2022-11-15"], [1390, 6])
    assert named.hovertext[0].startswith("&lt;img src=x") and named.hovertext[0].endswith("1 November 2022: 1,390")
    assert others.hovertext == ("Other sources, 15 November 2022: 1",)
    assert (named.marker.color, others.marker.color) == (COLOURS[0], COLOURS[-1])
    assert legend(ENGLISH, FOUND).count("<li>") == 2


@pytest.mark.parametrize(
    ("per", "whens", "ticks"),
    [
        ("day", ("2022-11-01",), ("1 Nov",)),
        ("day", ("2022-12-30", "2023-01-02"), ("30 Dec 2022", "31 Dec 2022", "1 Jan 2023", "2 Jan 2023")),
        ("month", ("2021-11", "2022-02"), ("Nov 2021", "Dec 2021", "Jan 2022", "Feb 2022")),
        ("month", ("2020-01", "2021-12"), ("Jan 2020", "May 2020", "Sep 2020", "Jan 2021", "May 2021", "Sep 2021")),
        ("year", ("0001", "0003"), ("1", "2", "3")),
        ("year", ("9998", "9999"), ("9998", "9999")),
    ],
)
def test_days_months_and_years_stand_under_the_bars(per: Per, whens: tuple[str, ...], ticks: tuple[str, ...]) -> None:
    bars = tuple(Bar(when, "", 1) for when in whens)
    drawn = figure(ENGLISH, replace(FOUND, per=per, bars=bars))
    assert drawn.layout.xaxis.ticktext == ticks


@pytest.mark.parametrize(("local", "told"), [(True, True), (False, False)])
def test_only_an_administrator_is_told_what_is_in_the_store(store: Store, local: bool, told: bool) -> None:
    engine = Engine(store, embedded_reader)
    list(ingest(store, [article()]))
    page, _ = build_page(engine)
    steps = [number for number, step in page.fns.items() if step.name == "refreshed"]
    assert len(steps) == 1
    asked = {"fn_index": steps[0], "data": [], "session_hash": "a"}
    with (
        serving(engine, authorization=Authorization(local=local)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        client.post("gradio_api/queue/join", json=asked).raise_for_status()
        with client.stream("GET", "gradio_api/queue/data?session_hash=a") as events:
            messages = [json.loads(line[6:]) for line in events.iter_lines() if line.startswith("data: ")]
    ended = next(one for one in messages if one["msg"] == "process_completed")
    assert ended["success"]
    assert ("cw-facts" in json.dumps(ended["output"]["data"])) == told
