"""What is counted while Citewell serves, as Prometheus reads it at `/metrics`. No question, and no address, is kept."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from rag.answer_shape import Answer
from rag.events import Event, Finished


class Metrics:
    """The counts of one process. Safe to use from many threads at once."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "citewell_answers", "Questions answered, by status and mode.", ["status", "mode"], registry=self._registry
        )
        self._claims = Counter(
            "citewell_claims",
            "Sentences of answers, by verdict and mode.",
            ["verdict", "mode"],
            registry=self._registry,
        )
        self._fallbacks = Counter(
            "citewell_fallbacks", "Answers quoted because the language model failed.", registry=self._registry
        )
        self._refused = Counter(
            "citewell_refused",
            "Requests refused: rate, busy, body (too large), token.",
            ["reason"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "citewell_step_seconds", "Seconds that a step of an answer took.", ["step"], registry=self._registry
        )

    def counted(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events as they come; their Answer is counted."""
        for event in events:
            if isinstance(event, Finished):
                self._count(event.answer)
            yield event

    def _count(self, answer: Answer) -> None:
        self._answers.labels(answer.status, answer.mode).inc()
        for claim in answer.claims:
            self._claims.labels(claim.verdict, answer.mode).inc()
        if any(notice.kind == "model" for notice in answer.notices):
            self._fallbacks.inc()
        for step, milliseconds in answer.timings_ms.items():
            self._seconds.labels(step).observe(milliseconds / 1000)

    def refused(self, reason: str) -> None:
        """Count a request that was refused."""
        self._refused.labels(reason).inc()

    def text(self) -> bytes:
        """All counts in Prometheus' text format."""
        return generate_latest(self._registry)
