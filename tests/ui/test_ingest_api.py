"""Import articles over HTTP: sent as JSON, fetched and uploaded; list, count and remove them; as an administrator."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from index.readers.fetch import FetchConfig
from index.store import Store
from rag.reader.model import embedded_reader
from tests.articles import BAKERY, HARBOUR, StoreOf, article
from tests.browser.server import serving
from tests.index.readers.website import PARAGRAPHS, Website, page, website
from tests.ui.processes import run, run_json
from tests.ui.processes import serving as process
from ui.api.schema_ingest import IngestEvent
from ui.api.schema_store import Facets, Ingested, Overview, Report
from ui.app.engine import Engine
from ui.app.intake import MOST_ADDRESSES, take_addresses
from ui.auth.authorization import Authorization
from ui.limits.middleware import Limits
from ui.serialization.serializers import transfer_json

NOTHING = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0, "passages": 0, "failed": []}
EVENTS = {"Accept": "text/event-stream"}
ROUTES = (
    ("POST", "/api/ingest"),
    ("POST", "/api/runs"),
    ("GET", "/api/articles"),
    ("GET", "/api/overview"),
    ("DELETE", "/api/articles/harbour"),
)


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as made:
        made.pages |= {"/crane": page(), "/loaf": page(paragraphs=(BAKERY,), title="Loaf")}
        yield made


@contextmanager
def administered(store: Store) -> Iterator[httpx.Client]:
    """The application, with every visitor an administrator and local files allowed."""
    engine = Engine(store, embedded_reader, web=FetchConfig(loopback=True))
    limits, local = Limits(body=4096, upload=100_000), Authorization(local=True)
    with serving(engine, "the token", limits, local) as address, httpx.Client(base_url=address, timeout=60) as asking:
        yield asking


@pytest.fixture(scope="module")
def client(store_of: StoreOf) -> Iterator[httpx.Client]:
    """One application for all tests that bring in articles of their own."""
    store = store_of()
    with administered(store) as asking:
        yield asking
    store.close()


def ingested(client: httpx.Client, **sent: Any) -> Any:
    response = client.post("/api/ingest", **sent)
    assert response.status_code == 200, response.text
    return response.json()


def runs(client: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/overview").json()["runs"]
    return found


def told(client: httpx.Client, **sent: Any) -> list[tuple[str, dict[str, Any]]]:
    """The events of an ingest."""
    response = client.post("/api/ingest", headers=EVENTS, **sent)
    assert response.headers["content-type"].startswith("text/event-stream"), response.text
    lines = [block.split("\n") for block in response.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in lines]


def test_articles_are_handed_over(client: httpx.Client) -> None:
    body = {"articles": [transfer_json(article(id="one")), transfer_json(article(BAKERY, "two"))]}
    assert ingested(client, json=body) == {"added": 2, "passages": 2}
    assert ingested(client, json={**body, "run": False}) == {"unchanged": 2, "passages": 0}
    noted, *_ = runs(client)
    assert (noted["origin"], noted["added"], noted["stopped"]) == ("sent to the API", 2, "")


def test_articles_are_fetched_from_addresses(client: httpx.Client, site: Website) -> None:
    urls = [f"{site.address}{path}" for path in ("/crane", "/gone", "/loaf", "/crane")]
    done = ingested(client, json={"urls": urls})
    failed = [{"source": urls[1], "error": "does not exist; check the address (status 404)"}]
    assert done == {**NOTHING, "added": 2, "passages": 2, "failed": failed}
    assert client.get(f"/api/articles/{urls[0]}").json()["text"] == "\n\n".join(PARAGRAPHS)
    noted, *_ = runs(client)
    assert (noted["added"], noted["failures"], noted["failed"]) == (2, 1, failed)
    assert noted["origin"] == ", ".join(urls[:3])


def test_progress_is_told_as_it_is_made(client: httpx.Client, site: Website) -> None:
    urls = [f"{site.address}{path}" for path in ("/crane", "/gone")]
    first, second, (last, report) = told(client, json={"urls": urls})
    counts = {"added": 1, "updated": 0, "unchanged": 0, "passages": 1}
    assert first == ("progress", {"source": urls[0], "done": 1, "of": 2, **counts, "failures": 0})
    assert second == ("progress", {"source": urls[1], "done": 2, "of": 2, **counts, "failures": 1})
    assert (last, report["added"], report["failed"][0]["source"]) == ("done", 1, urls[1])


def test_files_are_uploaded(client: httpx.Client) -> None:
    files = [
        ("files", ("home/ann/a.txt", f"Crane\n\n{HARBOUR}".encode())),
        ("files", ("b.jsonl", b'{broken\n{"id": "1", "text": "One."}\n')),
        ("other", ("c.png", b"\x89PNG\0")),
    ]
    report = ingested(client, files=files)
    assert (report["added"], [one["source"] for one in report["failed"]]) == (2, ["b.jsonl:1", "c.png"])
    assert [name for name, _ in told(client, files=files[:1])] == ["progress", "done"]
    last, first, *_ = runs(client)
    assert (first["origin"], first["failures"], last["unchanged"]) == ("a.txt, b.jsonl, c.png", 2, 1)
    assert client.get("/api/articles/a.txt").json()["title"] == "Crane"


def test_what_is_told_is_what_is_described_and_no_more(client: httpx.Client) -> None:
    handed = {"articles": [transfer_json(article(id="described"))]}
    file = {"files": ("described.jsonl", b'{broken\n{"id": "described", "title": "Described", "text": "One."}\n')}
    shapes: list[tuple[type[BaseModel], Any]] = [
        (Ingested, ingested(client, json=handed)),
        (Ingested, ingested(client, files=file)),
        (Overview, client.get("/api/overview").json()),
        (Facets, client.get("/api/facets").json()),
        (Report, client.post("/api/doctor", json={}).json()),
        *((IngestEvent, {"event": name, "data": json.dumps(data)}) for name, data in told(client, files=file)),
    ]
    for shape, found in shapes:
        described = shape.model_validate(found).model_dump(mode="json", exclude_unset=True, round_trip=True)
        if shape is IngestEvent:
            described, found = json.loads(described["data"]), json.loads(found["data"])
        assert described == found and found


def test_an_administrator_uploads_more_than_others_may_send(client: httpx.Client) -> None:
    assert ingested(client, files={"files": ("long.txt", b"word " * 4000)})["added"] == 1
    assert client.post("/api/chat", json={"question": "x" * 5000}).status_code == 413
    refused = client.post("/api/ingest", files={"files": ("a.txt", b"word " * 40_000)})
    assert (refused.status_code, "CITEWELL_MAX_UPLOAD" in refused.json()["detail"]) == (413, True)


JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(("sent", "status", "said"), [
    ({"json": {}}, 422, "give either `articles` or `urls`"),
    ({"json": {"urls": [], "articles": []}}, 422, "give either `articles` or `urls`"),
    ({"json": {"urls": []}}, 400, "no address given"),
    ({"json": {"urls": [" "]}}, 400, "no address given"),
    ({"json": {"urls": ["file:///etc/passwd"]}}, 400, "is not a valid URL; enter the full address"),
    ({"json": {"urls": [f"http://x.invalid/{number}" for number in range(MOST_ADDRESSES + 1)]}}, 400, "are too many"),
    ({"json": {"urls": ["x" * 2001]}}, 422, "urls.0: String should have at most 2000 characters"),
    ({"json": {"articles": [{"id": "x"}]}}, 422, "articles.0.title: Field required"),
    ({"json": [1]}, 422, "body: "),
    ({"content": "{'urls'", "headers": JSON}, 400, "is not JSON"),
    ({"content": b'{"urls": "\xff"}', "headers": JSON}, 400, "is not JSON in UTF-8"),
    ({"content": "[" * 4000, "headers": JSON}, 400, "is not JSON"),
    ({"content": "x"}, 415, "or files as `multipart/form-data`"),
    ({"data": {"urls": "x"}}, 415, "or files as `multipart/form-data`"),
    ({"content": b"--x", "headers": {"content-type": "multipart/form-data"}}, 400, "boundary"),
    ({"content": b"--x--", "headers": {"content-type": "multipart/form-data; boundary=x"}}, 400, "no file was sent"),
    ({"files": [("files", (f"{number}.txt", b"x")) for number in range(101)]}, 400, "Too many files"),
    ({"files": [("files", ("a.txt", b"x")), ("note", (None, b"x"))]}, 400, "send only files, each with a name"),
])  # fmt: skip
def test_what_is_wrong_is_said(client: httpx.Client, sent: dict[str, Any], status: int, said: str) -> None:
    before = runs(client)
    response = client.post("/api/ingest", **sent)
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status), problem
    assert said in problem["detail"]
    assert runs(client) == before


def test_articles_are_listed_and_counted_and_taken_out(store: Store) -> None:
    loaf = article(BAKERY, "https://wire.example/loaf?a=1", source="Wire", language="uk")
    with administered(store) as client:
        ingested(client, json={"articles": [transfer_json(one) for one in (article(), loaf)]})
        assert client.get("/api/facets").json() == {
            "sources": [{"source": "The Tolland Times", "articles": 1}, {"source": "Wire", "articles": 1}],
            "languages": [{"language": "en", "articles": 1}, {"language": "uk", "articles": 1}],
        }
        overview = client.get("/api/overview").json()
        assert (overview["articles"], overview["passages"], overview["undated"], overview["per"]) == (2, 2, 0, "day")
        assert overview["bars"][0] == {"when": "2024-03-04", "source": "The Tolland Times", "articles": 1}
        assert overview["first"] == overview["last"] == overview["sources"][0]["newest"] == "2024-03-04T10:00:00+00:00"
        for asked in ("search=LOAF", "source=wire&source=x", "limit=1&offset=1"):
            found = client.get(f"/api/articles?{asked}").json()
            assert ([one["id"] for one in found["articles"]], found["count"]) == ([loaf.id], 2)
        assert client.delete("/api/articles/https://wire.example/loaf%3Fa=1").status_code == 204
        assert client.delete("/api/articles/harbour?purge=true").status_code == 204
        assert "there is no such article" in client.delete("/api/articles/harbour").json()["detail"]
        assert client.get("/api/articles").json()["count"] == 0


def test_it_is_for_administrators(store: Store) -> None:
    with serving(Engine(store, embedded_reader), "the token") as address:
        for method, path in ROUTES:
            assert httpx.request(method, f"{address}{path[1:]}", timeout=60).status_code == 401, path
        owner = {"Authorization": "Bearer the token"}
        refused = httpx.post(f"{address}api/ingest", json={"urls": [f"{address}x"]}, headers=owner, timeout=60).json()
        assert "private network or on this machine" in refused["failed"][0]["error"]
        assert httpx.get(f"{address}api/facets", timeout=60).json() == {"sources": [], "languages": []}


@pytest.mark.slow
def test_the_command_fetches_and_its_runs_are_kept(tmp_path: Path, site: Website) -> None:
    store, loaf = tmp_path / "store", tmp_path / "private" / "loaf.md"
    loaf.parent.mkdir()
    loaf.write_text(BAKERY)
    crane, gone = f"{site.address}/crane", f"{site.address}/gone"
    fetched = run(store, "ingest", str(loaf.parent), crane, gone, "--json", CITEWELL_FETCH_PRIVATE="true")
    assert (json.loads(fetched.stdout)["added"], fetched.returncode) == (2, 1)
    with process(store):
        assert run_json(store, "ingest", str(loaf))["unchanged"] == 1
        last, first, *lines = run(store, "articles", "--runs").stdout.splitlines()
    assert last.endswith("  loaf.md: 1 unchanged")
    assert first.endswith(f"  private, {crane}, {gone}: 2 added, 1 failed")
    assert lines == [f"    failed: {gone}: does not exist; check the address (status 404)"]


def test_what_ends_an_ingest_before_its_time_is_kept_too(store: Store, site: Website) -> None:
    engine = Engine(store, embedded_reader, web=FetchConfig(loopback=True))
    steps = take_addresses(engine, [f"{site.address}/crane", f"{site.address}/loaf"])
    assert next(steps).report["added"] == 1
    steps.close()
    [noted] = engine.overview()[1]
    assert (noted.added, noted.stopped) == (1, "interrupted before its end")
    assert [path for path, _ in site.asked] == ["/crane"]
