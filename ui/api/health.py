"""Whether the process is well, and what it has counted."""

from fastapi import APIRouter
from fastapi.responses import Response

from ui.engine import Engine
from ui.wire import Json


def add_health_routes(router: APIRouter, engine: Engine) -> None:
    """`/healthz`, `/readyz`, `/metrics`."""

    @router.get("/healthz")
    def healthz() -> Json:
        """Whether the process is up."""
        return {"status": "ok"}

    @router.get("/readyz")
    def readyz() -> Json:
        """Whether the store answers."""
        counts = engine.counts()
        return {"status": "ok", "articles": counts.articles, "passages": counts.passages}

    @router.get("/metrics")
    def metrics() -> Response:
        """Counts of answers, verdicts and times, for Prometheus."""
        return Response(engine.metrics.text(), media_type="text/plain; version=0.0.4")
