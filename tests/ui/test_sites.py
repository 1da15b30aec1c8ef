"""Sites that embed the widget: who is admitted, and which articles their readers get."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.article import Article
from index.errors import CitewellError
from index.ingest.ingestion import remove
from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.server import serving
from tests.ui.processes import run, run_json
from ui.app.engine import Engine
from ui.auth.authorization import Authorization
from ui.messages.language import in_language
from ui.sites.sites import DEV, Sites

PAPER, OTHER = "https://paper.example", "https://elsewhere.example"
QUESTION = "How many boats were lost at Port Ellery?"
RECENT = datetime.now(UTC) - timedelta(days=2)
CRAFTED: tuple[dict[str, Any], ...] = (
    {"sources": ["The Rival"]},
    {"since": "2001-01-01"},
    {"article_ids": ["old"]},
    {"findings": []},
)
"""Requests of a reader for more than the site allows."""
OLD = datetime.now(UTC) - timedelta(days=400)


def _article(id: str, source: str, published: datetime, boats: str) -> Article:
    return Article(
        id=id,
        title=f"Storm at Port Ellery, {source}",
        text=f"The storm came in the night. {boats} boats were lost at Port Ellery, the harbour master said.",
        source=source,
        published=published,
    )


@pytest.fixture(scope="module")
def engine(store_of: StoreOf) -> Iterator[Engine]:
    """An engine over articles of two papers."""
    articles = (
        _article("new", "The Paper", RECENT, "Eleven"),
        _article("old", "The Paper", OLD, "Ninety"),
        _article("other", "The Rival", RECENT, "Thirty"),
        Article(id="gone", title="Boats lost at Port Ellery in the flood", text="Six.", source="The Rival"),
    )
    store = store_of(articles)
    remove(store, ["gone"])
    engine = Engine(store, embedded_reader)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def sites(engine: Engine) -> Sites:
    """Its sites."""
    return Sites(engine.store.config.folder)


@pytest.fixture(scope="module")
def server(engine: Engine) -> Iterator[str]:
    """The address of the application."""
    with serving(engine) as address:
        yield address


def _told(response: httpx.Response) -> dict[str, Any]:
    """The answer at the end of a stream."""
    assert response.status_code == 200, response.text
    blocks = [block.splitlines() for block in response.text.split("\n\n")]
    data = {lines[1][7:]: lines[2][6:] for lines in blocks if len(lines) == 3}
    answer: dict[str, Any] = json.loads(data["answer"])
    return answer


def _ask(server: str, key: str, question: str = QUESTION, origin: str = PAPER, **more: Any) -> httpx.Response:
    headers = {"Origin": origin} if origin else {}
    return httpx.post(f"{server}api/sites/{key}/chat", json={"question": question, **more}, headers=headers, timeout=60)


def test_a_page_of_a_listed_origin_is_answered_and_may_read_it(server: str, sites: Sites) -> None:
    site = sites.add("Paper", origins=(PAPER,), greeting="Hello", questions=("What happened?",), accent="#0a5")
    shown = httpx.get(f"{server}api/sites/{site.key}", headers={"Origin": PAPER})
    assert shown.json() == {
        "name": "Paper",
        "greeting": "Hello",
        "questions": ["What happened?"],
        "theme": {"accent": "#0a5", "position": ""},
    }
    assert shown.headers["access-control-allow-origin"] == PAPER
    assert "Origin" in shown.headers["vary"]
    assert shown.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in shown.headers
    answered = _ask(server, site.key)
    assert answered.headers["access-control-allow-origin"] == PAPER
    assert _told(answered)["citations"]


@pytest.mark.parametrize("origin", [OTHER, "", "null", "https://paper.example.evil.example", "http://paper.example"])
def test_nobody_else_is(server: str, sites: Sites, origin: str) -> None:
    site = sites.add("Paper", origins=(PAPER,))
    refused = _ask(server, site.key, origin=origin)
    assert refused.status_code == 403
    assert "access-control-allow-origin" not in refused.headers
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"} if origin else {}
    preflight = httpx.options(f"{server}api/sites/{site.key}/chat", headers=asked)
    assert preflight.status_code == 403
    assert "access-control-allow-origin" not in preflight.headers
    assert _ask(server, "site-unknown").status_code == 403
    assert _ask(server, DEV, origin="http://localhost:3000").status_code == 403


def test_a_preflight_of_a_listed_origin_is_answered(server: str, sites: Sites) -> None:
    site = sites.add("Paper", origins=(PAPER,))
    asked = {"Origin": PAPER, "Access-Control-Request-Method": "POST"}
    told = httpx.options(f"{server}api/sites/{site.key}/chat", headers=asked)
    assert told.status_code == 204
    assert told.headers["access-control-allow-origin"] == PAPER
    assert "x-citewell-tab" in told.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in told.headers


def test_only_the_widgets_own_paths_are_opened(server: str, sites: Sites) -> None:
    sites.add("Paper", origins=(PAPER,))
    refused = httpx.post(f"{server}api/chat", json={"question": QUESTION}, headers={"Origin": PAPER})
    assert refused.status_code == 403
    listed = httpx.get(f"{server}api/articles", headers={"Origin": PAPER})
    assert "access-control-allow-origin" not in listed.headers


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "What does The Rival report of boats at Port Ellery?",
        f"What was published before {RECENT.year - 1} about boats at Port Ellery?",
        "What was published since 2001 about boats at Port Ellery?",
        "Were boats lost at Port Ellery in the flood?",
    ],
)
def test_a_sites_readers_are_told_of_its_articles_alone(server: str, sites: Sites, question: str) -> None:
    site = sites.add("Paper", origins=(PAPER,), sources=("the paper",), days=30, rate="")
    told = _ask(server, site.key, question)
    for hidden in ("Rival", "Thirty", "Ninety", '"old"', '"other"'):
        assert hidden not in told.text.replace(json.dumps(question)[1:-1], ""), hidden
    for more in CRAFTED:
        assert _ask(server, site.key, question, **more).status_code == 422


def test_a_reader_is_held_by_the_rate_of_the_site_alone(server: str, sites: Sites) -> None:
    held = sites.add("Paper", origins=(PAPER,), rate="1/minute")
    free = sites.add("Paper", origins=(PAPER,), rate="")
    assert _ask(server, held.key).status_code == 200
    refused = _ask(server, held.key)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["access-control-allow-origin"] == PAPER
    assert "Retry-After" in refused.headers["access-control-expose-headers"]
    assert _ask(server, free.key).status_code == 200
    together = sites.add("Paper", origins=(PAPER,), rate="", total_rate="1/minute")
    assert [_ask(server, together.key).status_code for _ in range(2)] == [200, 429]


def test_an_answer_is_judged_and_gone_on_with_by_its_own_reader(server: str, sites: Sites, engine: Engine) -> None:
    site = sites.add("Paper", origins=(PAPER,), rate="")
    at = f"{server}api/sites/{site.key}"
    mine = {"Origin": PAPER, "X-Citewell-Tab": "a" * 20}
    told = httpx.post(f"{at}/chat", json={"question": QUESTION}, headers=mine, timeout=60)
    stream = json.loads(told.text.splitlines()[2][6:])["stream"]
    again = httpx.get(f"{at}/chat/{stream}", headers={**mine, "Last-Event-ID": f"{stream}:1"})
    assert again.text == told.text.partition("\n\n")[2]
    assert httpx.get(f"{at}/chat/{stream}", headers={"Origin": PAPER, "X-Citewell-Tab": "b" * 20}).status_code == 404
    id = _told(told)["answer_id"]
    body = {"answer_id": id, "verdict": "up"}
    assert httpx.post(f"{at}/feedback", json=body, headers=mine).status_code == 204
    assert any(one.answer_id == id for one in engine.feedback.list())


def test_the_frame_is_for_pages_of_the_site(server: str, sites: Sites) -> None:
    site = sites.add('A <b>"paper"</b>', origins=(PAPER,))
    frame = httpx.get(f"{server}embed", params={"site": site.key})
    assert frame.headers["content-security-policy"].endswith(f"frame-ancestors {PAPER}")
    assert "x-frame-options" not in frame.headers
    assert "set-cookie" not in frame.headers
    assert "<b>" not in frame.text
    unknown = httpx.get(f"{server}embed", params={"site": "none"}, headers={"Accept-Language": "uk"})
    assert unknown.status_code == 404
    assert "Цей чат не налаштовано" in unknown.text
    alone = httpx.get(f"{server}embed", params={"site": site.key}, headers={"Sec-Fetch-Dest": "document"})
    assert alone.status_code == 404
    own = httpx.get(f"{server}api/sites/{site.key}", headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 200
    assert httpx.get(f"{server}").headers["x-frame-options"] == "DENY"


def test_what_is_said_in_fixed_words_is_said_in_the_language_of_the_widget(server: str, sites: Sites) -> None:
    site = sites.add("Paper", origins=(PAPER,), sources=("Nobody",))
    told = httpx.post(
        f"{server}api/sites/{site.key}/chat",
        json={"question": QUESTION},
        headers={"Origin": PAPER, "Accept-Language": "uk"},
        timeout=60,
    )
    assert [one["text"] for one in _told(told)["notices"]] == [in_language("uk").notices.no_article]


def test_a_refused_page_is_named_in_the_log_once(server: str, sites: Sites, caplog: pytest.LogCaptureFixture) -> None:
    site = sites.add("Paper", origins=(PAPER,))
    for _ in range(3):
        assert _ask(server, site.key, origin="https://stranger.example").status_code == 403
    assert len([one for one in caplog.messages if "stranger.example" in one]) == 1


@pytest.mark.slow
def test_a_source_that_no_article_is_of_is_told(tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text("---\nsource: Northern Wire\n---\nA storm came.", "utf-8")
    assert run(tmp_path, "ingest", str(story)).returncode == 0
    options = ("--origin", PAPER, "--source", "Nothern Wire", "--accent", "#8a1538")
    added = run(tmp_path, "sites", "add", "Paper", *options)
    assert "'Nothern Wire'" in added.stderr and "Northern Wire" in added.stderr
    assert 'data-accent="#8a1538"' in added.stdout


def test_only_with_dev_may_pages_of_this_machine_hold_it(engine: Engine) -> None:
    with serving(engine, authorization=Authorization(dev=True)) as server:
        local = "http://localhost:3000"
        assert _told(_ask(server, DEV, origin=local))["citations"]
        assert _ask(server, DEV, origin=OTHER).status_code == 403
        assert _ask(server, DEV, origin="http://localhost.evil.example").status_code == 403
        policy = httpx.get(f"{server}embed", params={"site": DEV}).headers["content-security-policy"]
        assert policy.endswith("frame-ancestors http://localhost:* http://127.0.0.1:*")


@pytest.mark.slow
def test_it_can_be_asked_where_others_must_sign_in(engine: Engine, sites: Sites) -> None:
    site = sites.add("Paper", origins=(PAPER,))
    with serving(engine, authorization=Authorization(auth="accounts")) as server:
        assert _told(_ask(server, site.key))["citations"]
        script = httpx.get(f"{server}widget.js")
        assert script.headers["access-control-allow-origin"] == "*"
        again = httpx.get(f"{server}widget.js", headers={"If-None-Match": script.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["access-control-allow-origin"] == "*"
        assert httpx.get(f"{server}api/articles").status_code == 401


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"origins": ()}, "needs its origin"),
        ({"origins": ("paper.example",)}, "not an origin"),
        ({"origins": ("https://*.paper.example",)}, "not an origin"),
        ({"origins": ("https://paper.example/news",)}, "not an origin"),
        ({"origins": ("null",)}, "not an origin"),
        ({"origins": ("https://paper.example:x",)}, "not an origin"),
        ({"origins": (PAPER,), "rate": "often"}, "not a rate"),
        ({"origins": (PAPER,), "accent": "red;}"}, "not a colour"),
        ({"origins": (PAPER,), "position": "top"}, "not a corner"),
        ({"origins": (PAPER,), "days": -1}, "--days must be 0 or more"),
    ],
)
def test_what_will_not_do_is_said(tmp_path: Path, given: dict[str, Any], problem: str) -> None:
    with pytest.raises(CitewellError, match=problem):
        Sites(tmp_path).add("Paper", **given)
    assert Sites(tmp_path).all() == []


@pytest.mark.slow
def test_the_command_adds_changes_lists_and_removes(tmp_path: Path) -> None:
    added = run_json(tmp_path, "sites", "add", "My paper", "--origin", "HTTPS://Paper.example:443/", "--days", "30")
    assert added["origins"] == [PAPER]
    key = added["key"]
    run(tmp_path, "sites", "change", key, "--origin", PAPER, "--origin", OTHER)
    [listed] = run_json(tmp_path, "sites", "list")["sites"]
    assert listed == {**added, "origins": [PAPER, OTHER]}
    run(tmp_path, "sites", "remove", key)
    assert run_json(tmp_path, "sites", "list") == {"sites": []}
