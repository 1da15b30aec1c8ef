"""Responses are compressed where that helps and never delayed; HEAD is GET without the body."""

import gzip
import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from index.store import Store
from rag.reader.model import embedded_reader
from tests.browser.server import serving
from ui.app.engine import Engine

GZIP, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}
ASKED = {"question": "how many missiles were intercepted"}
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
ARTICLE = "/api/articles?limit=1"


@pytest.fixture(scope="module")
def client(examples: Store) -> Iterator[httpx.Client]:
    """The owner of the application."""
    with (
        serving(Engine(examples, embedded_reader), "the token") as address,
        httpx.Client(base_url=address, headers={"Authorization": "Bearer the token"}, timeout=60) as client,
    ):
        yield client


def raw(client: httpx.Client, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """A response, and its body as it went over the connection."""
    with client.stream("GET", path, headers=headers) as response:
        return response, b"".join(response.iter_raw())


@pytest.mark.parametrize("path", ["/", "/config", "/static/page.css", "/static/page.js", "/openapi.json"])
def test_what_is_long_comes_packed_to_whoever_takes_it_so(client: httpx.Client, path: str) -> None:
    response, packed = raw(client, path, **GZIP)
    assert response.headers["content-encoding"] == "gzip" and "Accept-Encoding" in response.headers["vary"]
    other, plain = raw(client, path, **PLAIN)
    assert "content-encoding" not in other.headers and "Accept-Encoding" in other.headers["vary"]
    assert len(gzip.decompress(packed)) == len(plain) > 2 * len(packed)


def test_what_is_short_comes_as_it_is(client: httpx.Client) -> None:
    assert "content-encoding" not in raw(client, "/healthz", **GZIP)[0].headers


@pytest.mark.parametrize("path", ["/static/page.css", "/static/page.js"])
def test_a_file_that_a_browser_has_is_not_sent_again_however_it_came(client: httpx.Client, path: str) -> None:
    packed, plain = (raw(client, path, **headers)[0].headers["etag"] for headers in (GZIP, PLAIN))
    assert packed == f"W/{plain}"
    for tag in (packed, plain):
        again, body = raw(client, path, **GZIP, **{"If-None-Match": tag})
        assert (again.status_code, body, again.headers["vary"]) == (304, b"", "Accept-Encoding")


@pytest.mark.parametrize(("path", "body"), [
    ("/api/chat", ASKED),
    ("/v1/chat/completions", {"stream": True, "model": "citewell",
                              "messages": [{"role": "user", "content": ASKED["question"]}]}),
    ("/mcp", INITIALIZE),
])  # fmt: skip
def test_events_come_as_they_are_made_and_as_they_are(client: httpx.Client, path: str, body: object) -> None:
    accept = {"Accept": "application/json, text/event-stream", **GZIP}
    with client.stream("POST", path, json=body, headers=accept) as response:
        pieces = list(response.iter_raw())
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in response.headers
    assert pieces[0].startswith((b"data: ", b"id: ", b"event: ", b":"))
    assert path == "/mcp" or (len(pieces) > 2 and b"answered" not in pieces[0])


def test_the_pages_own_events_are_not_packed_either(client: httpx.Client) -> None:
    with client.stream("GET", "/gradio_api/queue/data?session_hash=nobody", headers=GZIP) as response:
        first = next(response.iter_raw())
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in response.headers and first.startswith(b"data: ")


@pytest.mark.parametrize("headers", [GZIP, PLAIN], ids=["packed", "plain"])
@pytest.mark.parametrize(
    "path",
    ["/", "/config", "/static/page.css", "/static/page.js", "/healthz", "/readyz", "/openapi.json", "/v1/models",
     "/api/session", "/api/facets", ARTICLE, "/a/nothing", "/api/articles/nothing"],
)  # fmt: skip
def test_head_is_get_without_the_body(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    got, head = client.get(path, headers=headers), client.head(path, headers=headers)
    assert (head.status_code, head.content) == (got.status_code, b"")
    own = {"x-request-id", "date", "set-cookie"}
    sent, told = ({n: v for n, v in one.headers.items() if n not in own} for one in (got, head))
    if path not in ("/readyz", ARTICLE):
        assert told == sent


def test_nothing_follows_the_head_on_the_line(client: httpx.Client) -> None:
    where = urlsplit(str(client.base_url))
    with socket.create_connection((where.hostname, where.port), timeout=60) as line:
        line.sendall(b"HEAD /config HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        sent = b"".join(iter(lambda: line.recv(65536), b""))
    assert sent.startswith(b"HTTP/1.1 200") and sent.endswith(b"\r\n\r\n") and sent.count(b"\r\n\r\n") == 1


def test_head_of_a_stream_or_of_what_is_not_read_is_refused_with_what_would_do(client: httpx.Client) -> None:
    for path, allowed in (("/api/chat/x", "GET, DELETE"), ("/api/search", "POST"), ("/mcp", "POST")):
        refused = client.head(path)
        assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
    assert client.put("/healthz").headers["allow"] == "GET, HEAD"


def test_head_is_in_no_description(client: httpx.Client) -> None:
    assert '"head"' not in json.dumps(client.get("/openapi.json").json()["paths"])
