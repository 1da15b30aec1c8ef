"""Every API error is a problem detail with a remedy and without internals."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from index.errors import CitewellError, ModelError, NotFoundError, ServiceError, SourceError, StoreBusyError, UsageError
from index.store import Store
from rag.reader.model import embedded_reader
from tests.browser.server import listening, serving
from ui.app.engine import Engine
from ui.http.problems import add_problems
from ui.limits.middleware import Limits

ASKED = {"question": "who?"}
TURN = {"role": "user", "text": ""}
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def address(examples: Store) -> Iterator[str]:
    """The application, limited to small bodies."""
    with serving(Engine(examples, embedded_reader), "the token", Limits(body=8192)) as found:
        yield found.rstrip("/")


def is_problem(response: httpx.Response, status: int, said: str) -> dict[str, Any]:
    """The problem, which has all its members."""
    problem: dict[str, Any] = response.json()
    assert (response.status_code, problem["status"]) == (status, status), problem
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["type"] == "about:blank" and problem["title"]
    assert problem["instance"] == response.request.url.raw_path.decode().partition("?")[0]
    assert said in problem["detail"]
    return problem


@pytest.mark.parametrize(("method", "path", "sent", "status", "said"), [
    ("POST", "/api/chat", {"json": {}}, 422, "question: Field required"),
    ("POST", "/api/chat", {"json": {"question": " "}}, 422, "question: is empty; ask something"),
    ("POST", "/api/chat", {"json": {**ASKED, "history": [TURN] * 400}}, 413, "CITEWELL_MAX_BODY"),
    ("POST", "/api/chat", {"json": {**ASKED, "history": [TURN] * 201}}, 422, "at most 200 items"),
    ("POST", "/api/chat", {"json": {**ASKED, "until": "x" * 101}}, 422, "until: is too long for a date"),
    ("POST", "/api/chat", {"json": [1]}, 422, "body: Input should be a valid JSON object"),
    ("POST", "/api/chat", {}, 415, "send the body as JSON"),
    ("POST", "/api/chat", {"content": "{'question'", "headers": JSON}, 400, "is not JSON"),
    ("POST", "/api/chat", {"content": b'{"question": "\xff"}', "headers": JSON}, 400, "is not JSON in UTF-8"),
    ("POST", "/api/chat", {"content": "[" * 8000, "headers": JSON}, 400, "is not JSON"),
    ("POST", "/api/chat", {"content": json.dumps(ASKED)}, 415, "Content-Type: application/json"),
    ("POST", "/api/chat", {"data": ASKED}, 415, "Content-Type: application/json"),
    ("POST", "/api/search", {"json": {"query": "x", "k": 0}}, 422, "k: "),
    ("POST", "/api/check", {"json": {"text": ""}}, 422, "text: is empty"),
    ("POST", "/api/check", {"content": b"x" * 9000, "headers": JSON}, 413, "8192 bytes"),
    ("GET", "/api/articles/nothing%20here", {}, 404, "there is no article"),
    ("GET", "/api/articles/x?version=one", {}, 422, "version: "),
    ("GET", f"/api/articles/x?version={10**30}", {}, 404, "there is no version"),
    ("GET", f"/api/articles/x/changes?from=1&to={-10**30}", {}, 404, "there is no version"),
    ("GET", f"/api/articles/x?passage=p{'9' * 29}", {}, 404, "is no passage id"),
    ("GET", "/api/articles/x%0Ay", {}, 404, "/openapi.json lists all routes"),
    ("POST", "/api/chat", {"json": {**ASKED, "sources": "x"}}, 422, "sources: Input should be a valid list"),
    ("GET", "/api/answers/nothing", {}, 404, "no answer is kept"),
    ("GET", "/api/articles", {}, 401, "token of the store's owner"),
    ("POST", "/api/remove", {"json": {"ids": []}, "headers": {"Authorization": "Bearer wrong"}}, 401, "token"),
    ("GET", "/api/nothing", {}, 404, "/api/nothing does not exist"),
    ("GET", "/api", {}, 404, "/api does not exist"),
    ("POST", "/api/chat/", {"json": ASKED}, 404, "/api/chat/ does not exist"),
    ("GET", "/api/chat", {}, 405, "use POST"),
    ("PUT", "/api/articles/x", {"json": {}}, 405, "use GET"),
    ("PATCH", "/api/answers/x", {}, 405, "use GET, HEAD, DELETE"),
    ("POST", "/healthz", {}, 405, "use GET"),
    ("GET", "/v1/nothing", {}, 404, "/v1/nothing does not exist"),
])  # fmt: skip
def test_what_is_wrong_is_told_as_a_problem(
    address: str, method: str, path: str, sent: dict[str, Any], status: int, said: str
) -> None:
    response = httpx.request(method, address + path, **sent, timeout=60)
    problem = is_problem(response, status, said)
    assert ("www-authenticate" in response.headers) == (status == 401)
    assert ("allow" in response.headers) == (status == 405)
    assert ("error" in problem) == path.startswith("/v1/")
    assert response.headers["x-content-type-options"] == "nosniff"


def test_all_fields_that_are_wrong_are_listed_and_none_is_repeated(address: str) -> None:
    body = {"question": "", "since": "MARKED", "history": [{"role": "MARKED", "text": "x"}]}
    response = httpx.post(f"{address}/api/chat", json=body, timeout=60)
    problem = is_problem(response, 422, "history.0.role: ")
    assert {one["field"] for one in problem["errors"]} == {"question", "since", "history.0.role"}
    assert "ctx" not in response.text and "input" not in problem["errors"][0]


def test_an_error_of_ours_has_its_status_and_one_that_nobody_foresaw_is_logged_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    errors: dict[str, tuple[Exception, int]] = {
        "usage": (UsageError("say less"), 400),
        "found": (NotFoundError("say less"), 404),
        "source": (SourceError("a.txt", "say less"), 422),
        "service": (ServiceError("say less"), 502),
        "busy": (StoreBusyError("say less"), 503),
        "model": (ModelError("say less"), 500),
        "own": (CitewellError("say less"), 500),
        "fault": (RuntimeError("MARKED"), 500),
    }
    app = FastAPI()

    @app.get("/api/raise/{name}")
    def raises(name: str) -> None:
        raise errors[name][0]

    add_problems(app)
    with listening(app) as address, caplog.at_level(logging.ERROR):
        for name, (_, status) in errors.items():
            response = httpx.get(f"{address}api/raise/{name}", timeout=60)
            is_problem(response, status, "its log says why" if name == "fault" else "say less")
            assert "MARKED" not in response.text
    [record] = [record for record in caplog.records if record.name == "citewell"]
    assert record.exc_info and str(record.exc_info[1]) == "MARKED"
    assert not [record for record in caplog.records if record.name.startswith("uvicorn")]
