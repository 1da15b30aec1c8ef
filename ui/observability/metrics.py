"""The counts of a serving process, which Prometheus reads at `/metrics`. They hold no question and no address."""

from collections.abc import Callable, Generator, Iterator
from platform import python_version

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from index.catalogue.view import Counts
from index.errors import CitewellError
from index.system.versions import own_version
from rag.generation.price import Tokens
from rag.generation.usage import Usage
from rag.schema.answer import Answer
from rag.schema.events import Event, Finished

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
"""Buckets of durations: an extractive answer takes tenths of a second; a written one may take as long as its model is
allowed."""
REASONS = ("removed", "outside_window", "outside_filter", "other_time")
"""Kinds of notices that say why nothing was found. Without one of them the articles do not hold the answer."""


class Metrics:
    """The counts of one process. Safe to use from many threads at once."""

    def __init__(self, counts: Callable[[], Counts] | None = None) -> None:
        """`counts` returns the size of the store, and is called at each reading."""
        # The creation time of each count would double the number of lines.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self._answers = self._counter("answers", "Questions answered, by status and mode.", "status", "mode")
        self._unfinished = self._counter("unfinished", "Questions that got no answer: failed, stopped.", "how")
        self._not_found = self._counter(
            "not_found", "Questions without an answer in the articles: not_found, removed, outside_window.", "reason"
        )
        self._claims = self._counter("claims", "Sentences of answers, by verdict and mode.", "verdict", "mode")
        self._fallbacks = self._counter("fallbacks", "Answers quoted because the language model failed.")
        self._refused = self._counter(
            "refused", "Requests refused: rate, busy, body (too large), token, rights, host, origin.", "reason"
        )
        self._step = self._seconds("step_seconds", "Seconds that a step of an answer took.", "step")
        self._total = self._seconds("answer_seconds", "Seconds that an answer took in all, by mode.", "mode")
        self._calls = self._counter("model_calls", "Calls of the language model: ok, failed.", "model", "outcome")
        self._tokens = self._counter(
            "model_tokens", "Tokens of the language model: prompt, completion.", "model", "kind"
        )
        self._dollars = self._counter("model_dollars", "US dollars that the language model has cost.", "model")
        self._articles = self._counter(
            "ingested_articles", "Articles imported: added, updated, unchanged, failed.", "outcome"
        )
        self._passages = self._counter("ingested_passages", "Passages made from the imported articles.")
        self._streams = Gauge(
            "citewell_streams_open", "Streams of events under way, by route.", ["route"], registry=self._registry
        )
        Info("citewell_build", "What is running.", registry=self._registry).info(
            {"version": own_version(), "python": python_version()}
        )
        ProcessCollector(registry=self._registry)
        if counts:
            self._registry.register(_StoreSize(counts))

    def counted(self, events: Iterator[Event], usage: Usage) -> Generator[Event, None, None]:
        """Yield the events, and count the Answer, or that there was none, and the usage of the language model."""
        how = "stopped"
        try:
            for event in events:
                if isinstance(event, Finished):
                    self._count(event.answer)
                    how = ""
                yield event
        except Exception:
            how = "failed"
            raise
        finally:
            if how:
                self._unfinished.labels(how).inc()
            self._count_usage(usage)

    def _count(self, answer: Answer) -> None:
        self._answers.labels(answer.status, answer.mode).inc()
        kinds = {notice.kind for notice in answer.notices}
        if answer.status == "not_found":
            self._not_found.labels(next((reason for reason in REASONS if reason in kinds), "not_found")).inc()
        for claim in answer.claims:
            self._claims.labels(claim.verdict, answer.mode).inc()
        if "model" in kinds:
            self._fallbacks.inc()
        for step, milliseconds in answer.timings_ms.items():
            seconds = self._total.labels(answer.mode) if step == "total" else self._step.labels(step)
            seconds.observe(milliseconds / 1000)

    def _count_usage(self, usage: Usage) -> None:
        for call in usage.calls:
            self._calls.labels(call.model, "failed" if call.fault else "ok").inc()
            if call.tokens != Tokens(0, 0):
                self._tokens.labels(call.model, "prompt").inc(call.tokens.input)
                self._tokens.labels(call.model, "completion").inc(call.tokens.output)
            self._dollars.labels(call.model).inc(call.dollars)
        if usage.checks:
            checked_ns = sum(check.ended_ns - check.began_ns for check in usage.checks)
            self._step.labels("check").observe(max(0, checked_ns) / 1e9)

    def refused(self, reason: str) -> None:
        """Count a refused request."""
        self._refused.labels(reason).inc()

    def ingested(self, outcome: str, passages: int = 0, articles: int = 1) -> None:
        """Count imported or failed articles by outcome, and the passages made from them."""
        self._articles.labels(outcome).inc(articles)
        self._passages.inc(passages)

    def streaming(self, route: str, change: int) -> None:
        """Count a stream that begins (1) or ends (-1) at this route."""
        self._streams.labels(route).inc(change)

    def text(self) -> bytes:
        """Return all counts in Prometheus' text format."""
        return generate_latest(self._registry)

    def _counter(self, name: str, description: str, *labels: str) -> Counter:
        return Counter(f"citewell_{name}", description, labels, registry=self._registry)

    def _seconds(self, name: str, description: str, *labels: str) -> Histogram:
        return Histogram(f"citewell_{name}", description, labels, registry=self._registry, buckets=SECONDS)


class _StoreSize(Collector):
    """The size of the store, read at each collection, and left out if the store does not answer."""

    def __init__(self, counts: Callable[[], Counts]) -> None:
        self._counts = counts

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the current size."""
        try:
            counts = self._counts()
        except CitewellError:
            return
        yield GaugeMetricFamily("citewell_store_articles", "Articles in the store.", value=counts.articles)
        yield GaugeMetricFamily("citewell_store_passages", "Passages in the store.", value=counts.passages)
