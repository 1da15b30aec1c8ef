"""Traces for OpenTelemetry: a span for each request, for each answer and its steps, and for each model call.

They hold counts, times and states, and never a question, an address or a word of an answer. A provider of our own
sends them to one collector. A global provider would also send the traces of libraries (Chroma, the MCP SDK).
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import time_ns

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer, set_span_in_context, use_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from index.system.versions import own_version
from rag.generation.price import Tokens
from rag.generation.usage import Call, Usage
from rag.schema.answer import Answer
from rag.schema.events import Event, Finished, Stage

SEND_S = 3.0
"""Seconds that the collector may take for a batch, and that an ending process waits for its last batch."""
_LOG = logging.getLogger("citewell")


class Tracing:
    """Send the spans of one process. Safe to use from many threads at once."""

    def __init__(self, collector: str, delay_ms: float = 2000) -> None:
        """Start sending.

        Args:
            collector: Base URL of an OTLP/HTTP receiver.
            delay_ms: Interval of sending, in milliseconds. A thread sends, and drops the oldest spans if it cannot.
        """
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)  # _ReportingExporter logs failures once
        address = f"{collector.rstrip('/')}/v1/traces"
        self._exporter = _ReportingExporter(OTLPSpanExporter(address, timeout=SEND_S), address)
        attributes = {"service.name": "citewell", "service.version": own_version()}
        self._provider = TracerProvider(resource=Resource.create(attributes), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(self._exporter, schedule_delay_millis=delay_ms))
        self._tracer = self._provider.get_tracer("citewell", own_version())

    @contextmanager
    def request(self, method: str, traceparent: str) -> Iterator[Callable[[str, int], None]]:
        """Open the span of a request, current while the context lasts.

        Args:
            method: HTTP method.
            traceparent: Header in which a proxy names the parent span; "" for none.

        Yields:
            A function to call at the end with the route's template and the status.
        """
        parent = TraceContextTextMapPropagator().extract({"traceparent": traceparent})
        span = self._tracer.start_span(method, parent, SpanKind.SERVER, {"http.request.method": method})

        def finished(route: str, status: int) -> None:
            span.update_name(f"{method} {route}")
            span.set_attributes({"http.route": route, "http.response.status_code": status})
            if status >= 500:
                span.set_status(Status(StatusCode.ERROR))

        with use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False):
            yield finished

    def traced(self, events: Iterator[Event], usage: Usage) -> Iterator[Event]:
        """Yield the events, and make an answer's spans from them and from the usage."""
        spans = _AnswerSpans(self._tracer, usage)
        try:
            for event in events:
                spans.see(event)
                yield event
        except Exception as error:
            spans.failed(error)
            raise
        finally:
            spans.end()

    def flush(self) -> None:
        """Send all pending spans now."""
        self._provider.force_flush()

    def close(self) -> None:
        """Send the pending spans, but wait no longer than `SEND_S`."""
        sending = threading.Thread(target=self.flush, daemon=True)
        sending.start()
        sending.join(SEND_S)
        self._exporter.shutdown()
        self._provider.shutdown()


class _AnswerSpans:
    """The span of an answer, with a child span for each step, and below it one for each model call and each check."""

    def __init__(self, tracer: Tracer, usage: Usage) -> None:
        self._tracer, self._usage = tracer, usage
        self._answer = tracer.start_span("answer")
        self._step: Span | None = None
        self._calls = self._checks = 0

    def see(self, event: Event) -> None:
        """Record an event."""
        if isinstance(event, Stage):
            self._end_step()
            self._step = self._within(self._answer, event.name)
            if event.count is not None:
                self._step.set_attribute("citewell.count", event.count)
        elif isinstance(event, Finished):
            self._end_step()
            self._answer.set_attributes(_attributes(event.answer))

    def failed(self, error: Exception) -> None:
        """Record an error by its class only, because its message may repeat the question."""
        self._answer.set_attribute("error.type", type(error).__name__)
        self._answer.set_status(Status(StatusCode.ERROR))

    def end(self) -> None:
        """End the span."""
        self._end_step()
        self._answer.end()

    def _end_step(self) -> None:
        """End the step's span. Model calls and checks since the last step belong to this one."""
        parent = self._step or self._answer
        for call in self._usage.calls[self._calls :]:
            self._call(parent, call)
        for check in self._usage.checks[self._checks :]:
            self._within(parent, "checking", check.began_ns).end(check.ended_ns)
        self._calls, self._checks = len(self._usage.calls), len(self._usage.checks)
        if self._step:
            self._step.end()
            self._step = None

    def _call(self, parent: Span, call: Call) -> None:
        """Add the span of a model call, in OpenTelemetry's semantic conventions for language models."""
        span = self._within(parent, f"chat {call.model}", call.began_ns, SpanKind.CLIENT)
        span.set_attributes({"gen_ai.operation.name": "chat", "gen_ai.request.model": call.model})
        if call.tokens != Tokens(0, 0):
            span.set_attribute("gen_ai.usage.input_tokens", call.tokens.input)
            span.set_attribute("gen_ai.usage.output_tokens", call.tokens.output)
        if call.fault:
            span.set_attribute("error.type", call.fault)
            span.set_status(Status(StatusCode.ERROR))
        span.end(call.ended_ns)

    def _within(self, parent: Span, name: str, began_ns: int = 0, kind: SpanKind = SpanKind.INTERNAL) -> Span:
        return self._tracer.start_span(name, set_span_in_context(parent), kind, start_time=began_ns or time_ns())


def _attributes(answer: Answer) -> dict[str, str | int]:
    verdicts = [claim.verdict for claim in answer.claims]
    return {
        "citewell.status": answer.status,
        "citewell.mode": answer.mode,
        "citewell.citations": len(answer.citations),
        "citewell.conflicts": len(answer.conflicts),
        "citewell.claims": len(verdicts),
        **{f"citewell.claims.{verdict}": verdicts.count(verdict) for verdict in sorted(set(verdicts))},
    }


class _ReportingExporter(SpanExporter):
    """Send spans, and log once when sending begins to fail and once when it works again."""

    def __init__(self, exporter: SpanExporter, address: str) -> None:
        self._exporter, self._address = exporter, address
        self._failing = self._closed = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send spans; those that cannot be sent are lost."""
        result = self._exporter.export(spans)
        failing = result is not SpanExportResult.SUCCESS
        if failing and not self._failing and not self._closed:
            _LOG.warning("cannot send traces to %s; check that the collector runs (CITEWELL_OTLP)", self._address)
        if self._failing and not failing:
            _LOG.warning("sending traces to %s works again", self._address)
        self._failing = failing
        return result

    def shutdown(self) -> None:
        """Stop sending."""
        if not self._closed:
            self._closed = True
            self._exporter.shutdown()
