"""Traces: one span per request, answer, step and model call; no questions, and no spans of libraries."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from index.store import Store
from rag.reader.model import embedded_reader
from tests.browser.server import serving
from tests.openai_server.scripts import Script, fails
from tests.ui.collector import Collector, Received, collecting
from tests.ui.processes import environment
from tests.ui.written import Written, written
from ui.app.engine import Engine
from ui.observability.telemetry import Tracing

pytestmark = pytest.mark.slow

QUESTION = "how many missiles were intercepted"
RIGHT = "Seventy of the missiles were intercepted, Ukraine's air force said [1]."
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SOON_MS = 20


class Traced:
    """The application with a language model, and the collector of its spans."""

    def __init__(self, app: Written, collector: Collector) -> None:
        self.app, self.collector = app, collector

    def spans_of(self, route: str, **headers: str) -> list[Received]:
        """Ask, and give the spans of the trace that the request belongs to, oldest first."""
        before = len(self.collector.raw)
        body = {"question": QUESTION, "stream": False}
        httpx.post(f"{self.app.address}{route}", json=body, headers=headers, timeout=300)
        self.collector.wait(lambda spans: len(self.collector.raw) > before and spans[-1].parent in ("", PARENT))
        spans = self.collector.spans
        return sorted((one for one in spans if one.trace == spans[-1].trace), key=lambda one: one.began_ns)


@pytest.fixture(scope="module")
def traced(examples: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traced]:
    """The application, sending its spans at once."""
    with collecting() as (address, collector):
        tracing = Tracing(address, delay_ms=SOON_MS)
        with written(examples, tmp_path_factory.mktemp("traced"), tracing=tracing) as app:
            yield Traced(app, collector)
        tracing.close()


def named(spans: list[Received], name: str) -> Received:
    """The one span of this name."""
    [found] = [one for one in spans if one.name == name]
    return found


def test_an_answer_is_a_tree_of_spans_under_its_request(traced: Traced) -> None:
    traced.app.model.will(Script(RIGHT))
    spans = traced.spans_of("api/chat", traceparent=f"00-{TRACE}-{PARENT}-01")
    request = named(spans, "POST /api/chat")
    assert (request.trace, request.parent) == (TRACE, PARENT)
    assert request.told["http.route"] == "/api/chat" and request.told["http.response.status_code"] == 200
    assert request.resource["service.name"] == "citewell" and request.resource["service.version"]
    answer = named(spans, "answer")
    assert answer.parent == request.id
    assert (answer.told["citewell.status"], answer.told["citewell.mode"]) == ("answered", "llm")
    assert answer.told["citewell.claims"] == answer.told["citewell.claims.supported"] == 1
    writing = named(spans, "writing")
    assert named(spans, "searching").parent == writing.parent == answer.id
    call, check = named(spans, "chat words"), named(spans, "checking")
    assert call.parent == check.parent == writing.id
    assert call.told["gen_ai.usage.input_tokens"] > call.told["gen_ai.usage.output_tokens"] > 0
    for inner, outer in ((answer, request), (writing, answer), (call, writing), (check, writing)):
        assert outer.began_ns <= inner.began_ns <= inner.ended_ns <= outer.ended_ns


def test_a_model_that_fails_is_seen_at_each_try_and_its_reading_instead(traced: Traced) -> None:
    traced.app.model.will(*[fails(500)] * 3)
    spans = traced.spans_of("api/chat")
    calls = [one for one in spans if one.name == "chat words"]
    assert [(one.failed, one.told["error.type"]) for one in calls] == [(True, "ModelUnavailableError")] * 3
    assert named(spans, "reading").told["citewell.count"] > 0
    answer = named(spans, "answer")
    assert answer.told["citewell.mode"] == "extractive" and not answer.failed


def test_no_span_has_what_was_asked_or_answered_or_is_of_a_library(traced: Traced) -> None:
    traced.app.model.will(Script(RIGHT))
    spans = traced.spans_of("api/chat?who=me", traceparent="no parent at all")
    assert {one.scope for one in traced.collector.spans} == {"citewell"}
    assert named(spans, "POST /api/chat").parent == ""
    sent = b"".join(traced.collector.raw)
    for word in ("missile", "intercepted", "Seventy", "127.0.0.1", "who=me", "sk-test"):
        assert word.encode() not in sent


def test_what_no_route_is_there_for_has_no_path(traced: Traced) -> None:
    [span] = traced.spans_of("private-thing/about-me")
    assert span.name == "POST -"


def test_a_collector_that_is_not_there_changes_no_answer_and_is_told_of_once(
    examples: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}"
    tracing = Tracing(nowhere, delay_ms=SOON_MS)
    with serving(Engine(examples, embedded_reader, tracing=tracing)) as address:
        for _ in range(3):
            answer = httpx.post(f"{address}api/chat", json={"question": QUESTION, "stream": False}, timeout=300)
            assert answer.json()["status"] == "answered"
    tracing.close()
    said = [record.getMessage() for record in caplog.records if "traces" in record.getMessage()]
    assert said == [f"cannot send traces to {nowhere}/v1/traces; check that the collector runs (CITEWELL_OTLP)"]


def test_a_collector_that_comes_back_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    with collecting() as (address, collector):
        tracing = Tracing(address, delay_ms=SOON_MS)
        for status in (400, 200):
            collector.status = status
            with tracing.request("GET", "") as finished:
                finished("/healthz", 200)
            tracing.flush()
        tracing.close()
        [span] = collector.wait(lambda spans: bool(spans))
    assert span.name == "GET /healthz"
    assert [record.getMessage().split(f" {address}")[0] for record in caplog.records if record.name == "citewell"] == [
        "cannot send traces to",
        "sending traces to",
    ]


def test_without_a_collector_nothing_of_it_is_imported(tmp_path: Path) -> None:
    look = (
        "import sys; import ui.server.serve, ui.server.application; from ui.app.settings import read_settings; "
        "assert read_settings().make_tracing() is None; "
        "print({'ui.observability.telemetry', 'opentelemetry.exporter.otlp.proto.http'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], env=environment(tmp_path), capture_output=True, text=True, timeout=300
    )
    assert done.stdout.strip() == "set()", done.stderr
