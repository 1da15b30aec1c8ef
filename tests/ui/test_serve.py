"""Other commands work while `serve` runs on the same store, through it."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.articles import BAKERY, HARBOUR
from tests.ui.processes import run, run_json, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A store with one article, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("serve")
    (folder / "harbour.txt").write_text(HARBOUR)
    run(folder / "store", "ingest", str(folder / "harbour.txt"))
    with serving(folder / "store", CITEWELL_HOST="0.0.0.0") as address:
        yield folder / "store", address


def test_ask_ingest_and_remove_work_through_the_serving_process(served: tuple[Path, str], tmp_path: Path) -> None:
    store, address = served
    assert run_json(store, "ask", "how many workers were injured")["short_answer"] == "Two"
    (tmp_path / "bakery.txt").write_text(BAKERY)
    (tmp_path / "broken.txt").write_bytes(b"\x00")
    done = run(store, "ingest", str(tmp_path), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["added"] == 1
    assert run_json(store, "ingest", str(tmp_path / "bakery.txt"))["unchanged"] == 1
    answer = httpx.post(f"{address}/api/chat", json={"question": "How long is the loaf?", "stream": False}, timeout=60)
    assert "41 metres" in answer.json()["short_answer"]
    (tmp_path / "bakery.txt").unlink()
    assert run_json(store, "ingest", str(tmp_path), "--prune")["removed"] == 1
    assert run_json(store, "articles")["count"] == 1
    assert run_json(store, "search", "harbour", "-k", "1")["hits"][0]["article_id"] == "harbour.txt"
    assert run_json(store, "remove", "unknown")["failed"][0]["source"] == "unknown"


def test_batches_work_through_the_serving_process(served: tuple[Path, str]) -> None:
    done = run(
        served[0], "ask", "--batch", "-", stdin='{"id": 1, "question": "who is the port\'s director"}\n{"id": 2}'
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["short_answer"]) == (1, "Alma Finch")
    assert "error" in second


def test_a_second_server_is_told_who_holds_the_store(served: tuple[Path, str]) -> None:
    done = run(served[0], "serve", "--port", "0", CITEWELL_WAIT="0")
    assert done.returncode == 2
    assert "is in use by process" in done.stderr


def test_the_token_is_private_and_needed_to_change_the_store(served: tuple[Path, str]) -> None:
    store, address = served
    assert stat.S_IMODE((store / "serving.json").stat().st_mode) == 0o600
    for path, body in (("/api/ingest", {"articles": []}), ("/api/remove", {"ids": ["harbour.txt"]})):
        for headers in ({}, {"Authorization": "Bearer wrong"}):
            response = httpx.post(address + path, json=body, headers=headers)
            assert response.status_code == 401
    assert httpx.get(f"{address}/api/articles").status_code == 401


def test_events_stream_and_end_in_the_answer(served: tuple[Path, str]) -> None:
    with httpx.stream("POST", f"{served[1]}/api/chat", json={"question": "who was injured?"}, timeout=60) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = [line.removeprefix("event: ") for line in response.iter_lines() if line.startswith("event: ")]
    assert events[:4] == ["start", "stage", "sources", "stage"]
    assert events[-2:] == ["answer", "done"]


def test_articles_search_and_health(served: tuple[Path, str]) -> None:
    _, address = served
    assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{address}/readyz").json()["status"] == "ok"
    assert httpx.get(f"{address}/api/articles/harbour.txt").json()["text"] == HARBOUR
    missing = httpx.get(f"{address}/api/articles/nothing")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    assert "there is no article" in missing.json()["detail"]
    hits = httpx.post(f"{address}/api/search", json={"query": "crane", "k": 1}, timeout=60).json()["hits"]
    assert hits[0]["text"] == HARBOUR


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"question": ""}, "is empty"),
        ({"question": "x" * 9000}, "8000"),
        ({"question": "who?", "since": "soon"}, "not a full date"),
        ({"question": "who?", "history": [{"role": "system", "text": "x"}]}, "role"),
        ({"question": "who?", "wrong": 1}, "wrong"),
        ({}, "question"),
    ],
)
def test_a_bad_request_says_what_is_wrong(served: tuple[Path, str], body: dict[str, object], problem: str) -> None:
    response = httpx.post(f"{served[1]}/api/chat", json=body, timeout=60)
    assert response.status_code == 422
    assert problem in response.json()["detail"]


def test_it_stops_in_silence_while_a_page_is_open(tmp_path: Path) -> None:
    with serving(tmp_path) as address, httpx.Client(timeout=60) as client:
        request = client.build_request("GET", f"{address}/gradio_api/heartbeat/open-page")
        response = client.send(request, stream=True)
        assert response.status_code == 200
    response.close()
