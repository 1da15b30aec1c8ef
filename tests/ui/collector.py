"""A trace collector on loopback that receives spans from OpenTelemetry's exporters."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue


@dataclass(frozen=True)
class Received:
    """One span, and what it comes from."""

    name: str
    trace: str
    id: str
    parent: str
    began_ns: int
    ended_ns: int
    failed: bool
    told: dict[str, Any]
    resource: dict[str, Any]
    scope: str


class Collector:
    """The spans that have come so far."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.status = 200
        self.spans: list[Received] = []
        self._changed = threading.Condition()

    def take(self, path: str, body: bytes) -> int:
        """One request. Returns the status to answer."""
        with self._changed:
            if self.status == 200:
                assert path == "/v1/traces"
                self.raw.append(body)
                self.spans += _spans(ExportTraceServiceRequest.FromString(body))
            self._changed.notify_all()
            return self.status

    def wait(self, found: Callable[[list[Received]], bool]) -> list[Received]:
        """Wait until `found` accepts the spans and return them."""
        with self._changed:
            assert self._changed.wait_for(lambda: found(self.spans), timeout=60), [one.name for one in self.spans]
            return list(self.spans)


@contextmanager
def collecting() -> Iterator[tuple[str, Collector]]:
    """The address of a collector, and what it takes."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status = collector.take(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", collector
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _spans(sent: ExportTraceServiceRequest) -> Iterator[Received]:
    for one in sent.resource_spans:
        for scoped in one.scope_spans:
            for span in scoped.spans:
                yield Received(
                    span.name,
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    span.start_time_unix_nano,
                    span.end_time_unix_nano,
                    span.status.code == span.status.STATUS_CODE_ERROR,
                    _values(span.attributes),
                    _values(one.resource.attributes),
                    scoped.scope.name,
                )


def _values(attributes: Any) -> dict[str, Any]:
    return {one.key: _value(one) for one in attributes}


def _value(one: KeyValue) -> Any:
    return getattr(one.value, str(one.value.WhichOneof("value")))
