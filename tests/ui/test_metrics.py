"""The counters at `/metrics`, and that they keep nothing else."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from queue import Queue
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Receive, Scope, Send

from index.errors import LanguageModelError
from index.ingest.runs import Run
from index.store import Store
from rag.generation.price import Tokens
from rag.generation.usage import Call, Check, Usage, record_call, with_usage
from rag.reader.model import embedded_reader
from rag.schema.answer import Answer, Mode, Notice, Status
from rag.schema.citation import Claim
from rag.schema.events import Event, Finished, Stage
from tests.articles import BAKERY, HARBOUR, article
from tests.browser.server import listening, serving
from ui.app.engine import Engine
from ui.app.service import LocalService
from ui.app.settings import read_settings
from ui.http.access_log import AccessLogMiddleware
from ui.observability.metrics import Metrics

QUESTION = "how many missiles were intercepted"


def value(metrics: Metrics | str, name: str, **labels: str) -> float:
    """Return one number; 0 if absent."""
    text = metrics if isinstance(metrics, str) else metrics.text().decode()
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return sum(one.value for one in samples if one.name == name and one.labels == labels)


def given(status: Status = "answered", *kinds: str, mode: Mode = "extractive") -> Answer:
    """An Answer as it is counted."""
    claims = (Claim("It is so.", (1,), "supported"), Claim("Or so.", (), "unsupported"))
    return Answer(
        QUESTION,
        QUESTION,
        status,
        mode,
        "",
        0.5,
        claims=claims if status == "answered" else (),
        notices=tuple(Notice(kind, "text") for kind in kinds),
        timings_ms={"search": 12.0, "read": 300.0, "total": 312.0},
    )


def count(metrics: Metrics, *events: Event, usage: Usage | None = None) -> None:
    """Have these events counted."""
    assert list(metrics.counted(iter(events), usage or Usage())) == list(events)


def test_answers_are_counted_with_their_verdicts_and_times() -> None:
    metrics = Metrics()
    count(metrics, Stage("searching"), Finished(given()))
    count(metrics, Finished(given("answered", "model")))
    assert value(metrics, "citewell_answers_total", status="answered", mode="extractive") == 2
    assert value(metrics, "citewell_claims_total", verdict="unsupported", mode="extractive") == 2
    assert value(metrics, "citewell_fallbacks_total") == 1
    assert value(metrics, "citewell_step_seconds_sum", step="read") == pytest.approx(0.6)
    assert value(metrics, "citewell_step_seconds_bucket", step="read", le="0.25") == 0
    assert value(metrics, "citewell_step_seconds_bucket", step="read", le="0.5") == 2
    assert value(metrics, "citewell_answer_seconds_count", mode="extractive") == 2
    assert value(metrics, "citewell_step_seconds_count", step="total") == 0


@pytest.mark.parametrize(("kinds", "reason"), [
    (("not_found",), "not_found"),
    ((), "not_found"),
    (("not_found", "removed"), "removed"),
    (("model", "outside_window"), "outside_window"),
])  # fmt: skip
def test_what_is_not_found_is_counted_by_its_reason(kinds: tuple[str, ...], reason: str) -> None:
    metrics = Metrics()
    count(metrics, Finished(given("not_found", *kinds)))
    assert value(metrics, "citewell_not_found_total", reason=reason) == 1


def test_what_the_model_has_used_is_counted_however_the_answer_ends() -> None:
    def failing(then: Callable[[], None]) -> Iterator[Event]:
        yield Stage("writing")
        record_call(Call("words", 1, 2, Tokens(100, 20), counted=True, dollars=0.25))
        record_call(Call("words", 2, 3, Tokens(0, 0), fault="ModelUnavailableError"))
        record_call(Check(0, 1_000_000_000))
        then()
        yield Finished(given(mode="llm"))

    def fail() -> None:
        raise LanguageModelError("it fails")

    metrics, usage = Metrics(), Usage()
    with pytest.raises(LanguageModelError):
        list(metrics.counted(with_usage(failing(fail), usage), usage))
    usage = Usage()
    events = metrics.counted(with_usage(failing(lambda: None), usage), usage)
    assert [type(event) for event in events] == [Stage, Finished]
    for how in ("failed", "stopped"):
        assert value(metrics, "citewell_unfinished_total", how=how) == (how == "failed")
    assert value(metrics, "citewell_model_tokens_total", model="words", kind="prompt") == 200
    assert value(metrics, "citewell_model_tokens_total", model="words", kind="completion") == 40
    assert value(metrics, "citewell_model_dollars_total", model="words") == 0.5
    assert value(metrics, "citewell_model_calls_total", model="words", outcome="ok") == 2
    assert value(metrics, "citewell_model_calls_total", model="words", outcome="failed") == 2
    assert value(metrics, "citewell_step_seconds_sum", step="check") == 2


def test_an_answer_that_nobody_waits_for_is_counted_as_stopped() -> None:
    metrics = Metrics()
    events = metrics.counted(iter([Stage("searching"), Finished(given())]), Usage())
    assert next(events) == Stage("searching")
    events.close()
    assert value(metrics, "citewell_unfinished_total", how="stopped") == 1
    assert value(metrics, "citewell_answers_total", status="answered", mode="extractive") == 0


def test_whoever_watches_an_answer_is_told_what_it_uses_and_nobody_else() -> None:
    call = Call("words", 1, 2, Tokens(3, 4), counted=True)

    def events() -> Iterator[Event]:
        record_call(call)
        yield Stage("writing")

    outer, inner, other = Usage(), Usage(), Usage()
    list(with_usage(with_usage(events(), inner), outer))
    list(with_usage(iter([Stage("searching")]), other))
    record_call(call)
    assert (outer.calls, inner.calls, other.calls) == ([call], [call], [])
    assert outer.tokens == Tokens(3, 4)
    outer.calls.append(Call("words", 1, 2, Tokens(5, 5)))
    assert outer.tokens == Tokens(0, 0)


def test_a_stream_is_counted_until_its_end_or_until_its_listener_leaves() -> None:
    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = [(b"content-type", b"text/event-stream; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b": at work\n\n", "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass

    metrics, changes = Metrics(), Queue[int]()

    def streaming(route: str, change: int) -> None:
        metrics.streaming(route, change)
        changes.put(change)

    with listening(AccessLogMiddleware(endless, streaming)) as address:
        with httpx.stream("GET", address, timeout=60):
            assert changes.get(timeout=60) == 1
            assert value(metrics, "citewell_streams_open", route="-") == 1
        assert changes.get(timeout=60) == -1
    assert value(metrics, "citewell_streams_open", route="-") == 0


@pytest.mark.parametrize(("metrics", "stranger", "reader"), [
    ("visitors", 401, 200),
    ("open", 200, 200),
    ("administrator", 401, 403),
])  # fmt: skip
def test_who_may_read_the_counts_is_set(store: Store, metrics: Any, stranger: int, reader: int) -> None:
    settings = read_settings(auth="header:X-User", trusted_proxies="127.0.0.1", administrators="ana", metrics=metrics)
    with (
        serving(Engine(store, embedded_reader), "the token", authorization=settings.authorization()) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        found = {name: client.get("/metrics", headers={"X-User": name}).status_code for name in ("", "ben", "ana")}
        assert found == {"": stranger, "ben": reader, "ana": 200}
        assert client.get("/metrics", headers={"Authorization": "Bearer the token"}).status_code == 200
        assert client.get("/api/session").status_code == 401


def test_a_served_store_is_counted_and_no_word_of_what_is_asked(store: Store) -> None:
    engine = Engine(store, embedded_reader)
    service = LocalService(engine, lambda _: store.embedder)
    for articles in ([article(), article(BAKERY, "bakery")], [article(), article(HARBOUR + " More.", "harbour")]):
        list(service.ingest(articles))
    service.note_run(Run(datetime.now(UTC), datetime.now(UTC), "a folder", added=2, failures=3))
    with serving(engine) as address:
        asked = {"question": "who is the director of the port of Wexmoor?"}
        for stream in (True, False):
            httpx.post(f"{address}api/chat", json={**asked, "stream": stream}, timeout=300)
        after = httpx.get(f"{address}metrics", timeout=60).text
    assert 'citewell_streams_open{route="/api/chat"} 0.0' in after
    assert value(after, "citewell_answers_total", status="answered", mode="extractive") == 2
    for outcome, number in (("added", 2), ("unchanged", 1), ("updated", 1), ("failed", 3)):
        assert value(after, "citewell_ingested_articles_total", outcome=outcome) == number
    counts = engine.counts()
    assert value(after, "citewell_store_articles") == counts.articles == 2
    assert value(after, "citewell_store_passages") == counts.passages
    assert 'citewell_build_info{python="' in after and "process_resident_memory_bytes" in after
    for word in ("Wexmoor", "director", "Finch", "127.0.0.1", "harbour"):
        assert word not in after
