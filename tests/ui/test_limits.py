"""Excess is refused at once, with a message; the rest passes unbuffered."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from anyio import CapacityLimiter, to_thread
from starlette.types import Receive, Scope, Send

from index.store import Store
from rag.reader.model import embedded_reader
from tests.articles import HARBOUR
from tests.browser.server import listening
from tests.browser.server import serving as serving_here
from tests.openai_server.scripts import Script
from tests.ui.processes import run_json, serving
from tests.ui.written import events_of, written
from ui.app.engine import Engine
from ui.auth.visitor import Visitor, enter
from ui.limits.lengths import Lengths
from ui.limits.middleware import Limits, LimitsMiddleware, address_of, is_asking

OWNER = {"Authorization": "Bearer the token"}


class Slow:
    """An application that sends how long the body was, and ends when it may."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.refused: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        size, more = 0, True
        while more:
            message = await receive()
            size, more = size + len(message.get("body", b"")), message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": f"{size} ".encode(), "more_body": True})
        await to_thread.run_sync(self.may_end.wait, 300, limiter=CapacityLimiter(1))
        await send({"type": "http.response.body", "body": b"end", "more_body": False})


@contextmanager
def limited(limits: Limits, *, may_end: bool = True) -> Iterator[tuple[str, Slow]]:
    """The address of such an application behind these limits."""
    app = Slow()
    if may_end:
        app.may_end.set()
    with listening(LimitsMiddleware(app, limits, "the token", app.refused.append)) as address:
        try:
            yield address.rstrip("/"), app
        finally:
            app.may_end.set()


def test_a_body_is_taken_up_to_its_limit_and_counted_where_no_length_is_told() -> None:
    def pieces(count: int) -> Iterator[bytes]:
        yield from [b"x" * 100] * count

    with limited(Limits(body=1000)) as (address, app), httpx.Client(base_url=address, timeout=60) as client:
        for path in ("/api/chat", "/gradio_api/upload", "/"):
            assert client.post(path, content=b"x" * 1000).text == "1000 end"
            assert client.post(path, content=pieces(10)).text == "1000 end"
            for content in (b"x" * 1001, pieces(11)):
                refused = client.post(path, content=content)
                assert (refused.status_code, refused.json()["reason"]) == (413, "body")
                assert refused.headers["content-type"] == "application/problem+json"
        assert client.post("/api/ingest", content=b"x" * 5000, headers=OWNER).text == "5000 end"
        assert client.get("/api/articles").text == "0 end"
    assert app.refused == ["body"] * 6


def test_what_is_too_large_is_refused_before_it_has_come() -> None:
    with limited(Limits(body=1000)) as (address, _):
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as sent:
            sent.sendall(b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\nonly this")
            assert sent.recv(100).startswith(b"HTTP/1.1 413 ")


def test_an_address_asks_at_its_rate_and_the_owner_as_often_as_needed() -> None:
    with limited(Limits(rate="2/hour;3/day")) as (address, app), httpx.Client(base_url=address, timeout=60) as client:
        assert [client.post(path).status_code for path in ("/api/chat", "/v1/chat/completions")] == [200, 200]
        for path in ("/api/chat", "/api/search", "/api/check", "/v1/models", "/api/conversations", "/api/feedback"):
            refused = client.post(path, json={"question": "who?"})
            problem = refused.json()
            assert (refused.status_code, problem["reason"], problem["title"]) == (429, "rate", "Too Many Requests")
            assert 0 < int(refused.headers["retry-after"]) <= 3600
            assert f"ask again in {refused.headers['retry-after']} s" in problem["detail"]
            assert client.post(path, headers=OWNER).status_code == 200
            assert client.post(path, headers={"Authorization": "Bearer other"}).status_code == 429
        for path in ("/api/articles/x", "/api/conversations", "/api/feedback"):
            assert client.get(path).status_code == 200
        assert client.post("/gradio_api/queue/join").status_code == 200
    assert app.refused == ["rate"] * 12


def test_a_visitor_asks_at_their_rate_from_whatever_address() -> None:
    async def entered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            enter(scope, Visitor(dict(scope["headers"])[b"x-name"].decode(), "", "reader"), reads_articles=True)
        await behind(scope, receive, send)

    app = Slow()
    app.may_end.set()
    behind = LimitsMiddleware(app, Limits(visitor_rate="2/hour"), "the token", app.refused.append)
    with listening(entered) as address:
        asked = [
            httpx.post(f"{address}api/chat", headers={"X-Name": name}, timeout=60) for name in ("a", "a", "b", "a")
        ]
    assert [one.status_code for one in asked] == [200, 200, 200, 429]
    assert "this visitor has sent too many requests" in asked[-1].json()["detail"]


def test_questions_and_what_was_said_before_have_their_lengths(examples: Store) -> None:
    lengths = Lengths(question=10, turns=2, history=20)
    turn = {"role": "user", "text": "x" * 11}
    with serving_here(Engine(examples, embedded_reader), limits=Limits(lengths=lengths)) as address:
        for body, said in (
            ({"question": "x" * 11}, "question: is longer than 10 characters"),
            (
                {"question": "who?", "history": [{"role": "user", "text": "x"}] * 3},
                "history: has more than 2 turns",
            ),
            ({"question": "who?", "history": [turn] * 2}, "history: has more than 20 characters"),
        ):
            refused = httpx.post(f"{address}api/chat", json=body, timeout=60)
            assert refused.status_code == 422 and said in refused.json()["detail"]
        assert httpx.post(f"{address}api/search", json={"query": "x" * 11}, timeout=60).status_code == 422
        messages = [{"role": "user", "content": "x" * 11}]
        theirs = httpx.post(f"{address}v1/chat/completions", json={"messages": messages}, timeout=60)
        assert theirs.status_code == 400 and theirs.json()["error"]["param"] == "messages"


def test_without_a_rate_nobody_is_refused() -> None:
    with limited(Limits()) as (address, _), httpx.Client(base_url=address, timeout=60) as client:
        assert {client.post("/api/chat").status_code for _ in range(200)} == {200}


def test_some_answers_are_given_at_once_some_wait_and_the_rest_are_refused() -> None:
    with limited(Limits(answers=2, waiting=2), may_end=False) as (address, app), ThreadPoolExecutor(9) as pool:
        asked = [pool.submit(httpx.post, f"{address}/api/chat", timeout=300) for _ in range(9)]
        done = as_completed(asked, timeout=300)
        for _ in range(5):
            refused = next(done).result()
            assert (refused.status_code, refused.json()["reason"], refused.headers["retry-after"]) == (429, "busy", "5")
        for path, headers in (("/api/chat", OWNER), ("/healthz", {})):
            with httpx.stream("POST", f"{address}{path}", headers=headers, timeout=60) as response:
                assert next(response.iter_text()) == "0 "
        app.may_end.set()
        assert [one.result().text for one in done] == ["0 end"] * 4
        assert httpx.post(f"{address}/api/chat", timeout=60).text == "0 end"
    assert app.refused == ["busy"] * 5


def test_nobody_waits_for_a_place_without_end() -> None:
    limits = Limits(answers=1, patience_s=0.01)
    with limited(limits, may_end=False) as (address, app), httpx.stream("POST", f"{address}/api/chat") as held:
        assert next(pieces := held.iter_text()) == "0 "
        assert httpx.post(f"{address}/api/chat", timeout=60).json()["reason"] == "busy"
        app.may_end.set()
        assert next(pieces) == "end"


@pytest.mark.slow
def test_events_come_as_they_happen(examples: Store, tmp_path: Path) -> None:
    may_answer = threading.Event()

    def script(_: object) -> Script:
        may_answer.wait(300)
        return Script("Nobody was hurt [1].")

    with written(examples, tmp_path, timeout_s=300) as app:
        app.model.otherwise = script
        with httpx.stream("POST", f"{app.address}api/chat", json={"question": "who was hurt?"}, timeout=300) as stream:
            events = events_of(stream)
            assert [next(events)[0] for _ in range(2)] == ["start", "stage"]
            may_answer.set()
            assert [name for name, _ in events][-2:] == ["answer", "done"]


@pytest.mark.parametrize(("client", "counted"), [
    (("192.0.2.7", 1), "192.0.2.7"),
    (("2001:db8:1:2:3::4", 1), "2001:db8:1:2::/64"),
    (("::ffff:192.0.2.7", 1), "192.0.2.7"),
    (("unknown", 0), "unknown"),
    (None, ""),
])  # fmt: skip
def test_whom_a_request_counts_for(client: tuple[str, int] | None, counted: str) -> None:
    assert address_of({"type": "http", "client": client}) == counted


def test_which_paths_are_asked_at_a_rate() -> None:
    assert [path for path in ("/", "/api/chat", "/api/articles/api/chat", "/v1/x", "/v1") if is_asking(path)] == [
        "/api/chat",
        "/v1/x",
    ]


@pytest.mark.slow
def test_the_settings_are_kept_to_and_what_a_named_proxy_forwards_is_believed(tmp_path: Path) -> None:
    store = tmp_path / "store"
    given = {"CITEWELL_RATE": "2/hour", "CITEWELL_MAX_BODY": "2000", "CITEWELL_TRUSTED_PROXIES": "127.0.0.1"}
    with serving(store, **given) as address, httpx.Client(base_url=address, timeout=60) as client:
        assert [asked(client, "192.0.2.1") for _ in range(3)] == [200, 200, 429]
        assert asked(client, "192.0.2.2") == 200
        # What a client itself forwards stands before what the proxy adds.
        assert asked(client, "192.0.2.9, 192.0.2.1") == 429
        assert client.post("/api/ingest", content=b"x" * 2001).status_code == 413
        (tmp_path / "long.txt").write_text(HARBOUR * 20)
        assert run_json(store, "ingest", str(tmp_path / "long.txt"))["added"] == 1
        for _ in range(3):
            assert run_json(store, "search", "crane")["hits"]
        assert client.delete("/api/answers/x").status_code == 401
        shown = client.get("/metrics").text
        for reason, count in (("rate", 2), ("body", 1), ("token", 1)):
            assert f'citewell_refused_total{{reason="{reason}"}} {count}.0' in shown
        assert "192.0.2" not in shown


@pytest.mark.slow
def test_what_anybody_else_forwards_is_not_believed(tmp_path: Path) -> None:
    with serving(tmp_path, CITEWELL_RATE="2/hour") as address, httpx.Client(base_url=address, timeout=60) as client:
        assert [asked(client, f"192.0.2.{number}") for number in range(3)] == [200, 200, 429]


def asked(client: httpx.Client, forwarded: str) -> int:
    """The status of a search for the address that is forwarded."""
    headers = {"X-Forwarded-For": forwarded}
    return client.post("/api/search", json={"query": "crane"}, headers=headers).status_code
