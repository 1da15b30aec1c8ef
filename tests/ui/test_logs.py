"""The log of `serve`: one line per request and answer, with a shared id and nothing private."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.articles import HARBOUR
from tests.openai_server import openai_server
from tests.openai_server.scripts import repeats_the_key
from tests.ui.processes import begun, run_json
from ui.http.access_log import request_id

pytestmark = pytest.mark.slow

ASKED = {"question": "who is the director of the port of Wexmoor?", "stream": False}
KEY = "sk-test-0123456789abcdef"


@dataclass
class Server:
    """A serving process, with its output after it ends."""

    address: str
    said: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)

    def of(self, logger: str) -> list[dict[str, Any]]:
        """The lines of one logger."""
        return [line for line in self.lines if line["logger"] == logger]


@contextmanager
def logging_(store: Path, **settings: str) -> Iterator[Server]:
    """Run `citewell serve` with these settings; its log is complete after the context."""
    with begun(store, **settings) as (process, said, address):
        server = Server(address)
        try:
            yield server
        finally:
            process.terminate()
            process.wait(60)
            server.said = said.read()
            if settings.get("CITEWELL_LOG") == "json":
                server.lines = [json.loads(line) for line in server.said.splitlines()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article."""
    folder = tmp_path_factory.mktemp("logs")
    (folder / "harbour.txt").write_text(HARBOUR)
    run_json(folder / "store", "ingest", str(folder / "harbour.txt"))
    return folder / "store"


@pytest.fixture(scope="module")
def quiet(store: Path) -> Server:
    """The JSON log at level `info` of requests of every kind; no model responds."""
    with openai_server() as model:
        model.will(*[repeats_the_key(403)] * 2)
        settings = {"CITEWELL_LLM": "openai-like", "CITEWELL_LLM_URL": model.url, "CITEWELL_LLM_KEY": KEY}
        settings |= {"CITEWELL_LLM_MODEL": "words", "CITEWELL_LOG": "json", "CITEWELL_LOG_LEVEL": "info"}
        with logging_(store, **settings) as server, httpx.Client(base_url=server.address, timeout=300) as client:
            answer = client.post("/api/chat", json=ASKED, headers={"X-Request-ID": "from-a-proxy:1"})
            assert answer.json()["status"] == "answered" and answer.headers["x-request-id"] == "from-a-proxy:1"
            for path in ("/api/articles/private%20id?secret=1", "/private-path", "/healthz", "/metrics"):
                client.get(path, headers={"X-Request-ID": "a\tb" * 100})
            assert client.post("/api/chat", json={"question": ""}).status_code == 422
    return server


def test_a_line_tells_of_each_request_by_its_route(quiet: Server) -> None:
    told = [(line["method"], line["route"], line["status"]) for line in quiet.of("citewell.access")]
    assert told == [
        ("POST", "/api/chat", 200),
        ("GET", "/api/articles/{article_id:path}", 404),
        ("GET", "-", 404),
        ("POST", "/api/chat", 422),
    ]
    first = quiet.of("citewell.access")[0]
    assert first["ms"] > 0 and first["level"] == "INFO" and first["time"].startswith("20")


def test_every_line_of_a_request_has_its_id(quiet: Server) -> None:
    [answered] = quiet.of("citewell.answers")
    assert answered["request_id"] == quiet.of("citewell.access")[0]["request_id"] == "from-a-proxy:1"
    assert (answered["status"], answered["mode"]) == ("answered", "extractive") and answered["ms"] > 0
    ids = [line["request_id"] for line in quiet.of("citewell.access")]
    assert len(set(ids)) == 4 and all(len(id) == 16 for id in ids[1:])


def test_nothing_private_is_logged(quiet: Server) -> None:
    for word in ("director", "Wexmoor", "Finch", "127.0.0.1", "private", "secret", KEY):
        assert word not in quiet.said


def test_questions_are_logged_where_they_are_asked_for_in_lines_for_people(store: Path) -> None:
    with logging_(store, CITEWELL_LOG_LEVEL="info", CITEWELL_LOG_QUESTIONS="1") as server:
        httpx.post(f"{server.address}/api/chat", json=ASKED, headers={"X-Request-ID": "abc"}, timeout=300)
    answered, access = server.said.splitlines()
    assert answered.endswith(f": {ASKED['question']!r} [abc]") and "INFO citewell.answers: answered" in answered
    assert "INFO citewell.access: POST /api/chat 200" in access and access.endswith(" ms [abc]")


def test_a_key_is_written_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    look = f"import logging; from ui.observability import logs; logs.begin('text', 'info', ['{KEY}', '']); "
    said = "logging.getLogger('citewell').info('the key %s', '{}'); logging.getLogger('httpx').info('a library')"
    done = subprocess.run([sys.executable, "-c", look + said.format(KEY)], capture_output=True, text=True, timeout=60)
    assert done.stderr.endswith("INFO citewell: the key [key]\n") and done.stdout == ""


@pytest.mark.parametrize(("given", "taken"), [
    ("0af7651916cd43dd", True),
    ("5f1e/a:b.c_d+e=-", True),
    ("", False),
    ("x" * 129, False),
    ("two words", False),
    ("a\nforged line", False),
    ("ї", False),
])  # fmt: skip
def test_an_id_is_taken_where_it_is_one(given: str, taken: bool) -> None:
    assert (request_id(given) == given) == taken
    assert request_id(given)
