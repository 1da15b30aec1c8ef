"""Another embedder is refused with a remedy; `reindex` changes to it, from a server on loopback."""

import json
import logging
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from threading import Event

import httpx
import pytest

from index.embedding.embedder import openai_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.reader.model import embedded_reader
from tests.articles import EXAMPLES
from tests.browser.news import news
from tests.browser.server import serving as answering
from tests.openai_server import OpenAIServer, openai_server
from tests.ui.processes import run, run_json, serving
from ui.app.engine import Engine
from ui.app.examine import examine_models
from ui.messages.language import in_language
from ui.page.chat.ask import ask
from ui.page.chat.session import Session
from ui.page.check.checking import check

pytestmark = pytest.mark.slow


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Path:
    assert run_json(tmp_path / "store", "ingest", str(EXAMPLES))["added"] == 15
    return tmp_path / "store"


def _other(server: OpenAIServer, dimensions: int = 64) -> dict[str, str]:
    return {
        "CITEWELL_EMBEDDER": "words",
        "CITEWELL_EMBEDDER_URL": server.url,
        "CITEWELL_EMBEDDER_DIMENSIONS": str(dimensions),
    }


def test_a_change_is_refused_and_made_by_reindex(store: Path, server: OpenAIServer) -> None:
    done = run(store, "ask", "who is the mayor of Ostrava Hills", **_other(server))
    assert done.returncode == 2
    assert "citewell reindex --embedder words" in done.stderr
    done = run(store, "reindex", "--embedder", "words", "--json", **_other(server) | {"CITEWELL_EMBEDDER": "embedded"})
    assert json.loads(done.stdout)["passages"] == 17
    assert "CITEWELL_EMBEDDER=words" in done.stderr
    done = run(store, "ask", "who is the mayor of Ostrava Hills", "--json", **_other(server))
    assert json.loads(done.stdout)["short_answer"] == "Jana Kralova"
    assert json.loads(run(store, "doctor", "--json", **_other(server)).stdout)["healthy"]
    assert "citewell reindex --embedder all-MiniLM-L6-v2-int8" in run(store, "ask", "who").stderr
    assert run_json(store, "reindex", "--embedder", "all-MiniLM-L6-v2-int8")["passages"] == 17
    assert run_json(store, "doctor")["healthy"]


def test_through_serve_the_old_index_answers_until_the_new_is_whole(store: Path, server: OpenAIServer) -> None:
    with serving(store, "the server is out of order", **_other(server) | {"CITEWELL_EMBEDDER": "embedded"}):
        server.broken = 500
        assert run(store, "reindex", "--embedder", "words").returncode == 2
        assert run_json(store, "ask", "who is the mayor of Ostrava Hills")["short_answer"] == "Jana Kralova"
        server.broken = 0
        assert run_json(store, "reindex", "--embedder", "words")["passages"] == 17
        assert run_json(store, "ask", "who is the mayor of Ostrava Hills")["short_answer"] == "Jana Kralova"
        assert run_json(store, "doctor")["healthy"]
    assert any("mayor" in str(asked["input"]) for asked in server.asked)


def test_a_server_that_fails_is_said_and_nothing_is_lost(tmp_path: Path, server: OpenAIServer) -> None:
    server.broken = 503
    done = run(tmp_path, "ingest", str(EXAMPLES), **_other(server))
    assert done.returncode == 2
    assert f"the embedder words@{server.url} does not answer (503: the server is out of order)" in done.stderr
    assert "try again in a while" in done.stderr
    assert "Traceback" not in done.stderr
    server.broken = 0
    done = run(tmp_path, "ingest", str(EXAMPLES), "--json", **_other(server))
    counts = json.loads(done.stdout)
    assert counts["added"] + counts["unchanged"] == 15
    assert json.loads(run(tmp_path, "doctor", "--json", **_other(server)).stdout)["healthy"]


def test_vectors_of_another_length_than_was_set_say_which_to_set(tmp_path: Path, server: OpenAIServer) -> None:
    done = run(tmp_path, "ingest", str(EXAMPLES), **_other(server, dimensions=1536))
    assert done.returncode == 2
    assert "set CITEWELL_EMBEDDER_DIMENSIONS=64" in done.stderr


@pytest.fixture
def engine(tmp_path: Path, server: OpenAIServer) -> Iterator[Engine]:
    """An engine whose embedding server failed after the import."""
    embedder = openai_embedder("words", api_key="none", base_url=server.url, dimensions=64)
    engine = Engine(open_store(StoreConfig(tmp_path), lambda: embedder), embedded_reader)
    list(ingest(engine.store, news()))
    server.broken = 503
    yield engine
    engine.close()


def test_readers_are_told_to_try_again_and_the_log_which_server_said_what(
    engine: Engine, server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    question = "How many people were rescued from the flood in Kestrin?"
    with caplog.at_level(logging.WARNING, "citewell"), answering(engine) as address:
        refused = httpx.post(f"{address}api/search", json={"query": question}, timeout=300)
        streamed = httpx.post(f"{address}api/chat", json={"question": question}, timeout=300)
    assert refused.status_code == 502
    words = in_language("uk")
    *_, asked = ask(words, engine.ask, question, Session(), Event())
    *_, checked = check(words, engine.check, "Forty people were rescued.", Event())
    shown = unescape(str(asked.exchanges[-1].shown)), unescape(checked.html)
    assert words.chat.out_of_order in shown[0] and words.check.out_of_order in shown[1]
    for told in (refused.json()["detail"], streamed.text):
        assert "the embedder does not answer" in told and "try again" in told
    for told in (refused.text, streamed.text, *shown):
        assert not any(secret in told for secret in (server.url, "words@", "'error'", "the server is"))
    assert f"words@{server.url} does not answer (503: the server is out of order)" in caplog.text
    [(_, [finding])] = examine_models(engine.store, None)
    assert f"words@{server.url}" in finding.problem
