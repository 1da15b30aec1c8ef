"""Health checks and metrics."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from ui.api.responses import returns
from ui.api.schema_store import Ready, Well
from ui.app.engine import Engine
from ui.serialization.serializers import Json


def add_health_routes(router: APIRouter, engine: Engine, guarded: list[Any]) -> None:
    """Add `/healthz`, `/readyz` and `/metrics`; `guarded` are the dependencies of `/metrics`."""

    @router.get("/healthz", **returns(Well))
    def healthz() -> Json:
        """Report that the process is up."""
        return {"status": "ok"}

    @router.get("/readyz", **returns(Ready))
    def readyz() -> Json:
        """Report that the store answers, and its size."""
        counts = engine.counts()
        return {"status": "ok", "articles": counts.articles, "passages": counts.passages}

    @router.get("/metrics", dependencies=guarded, response_class=PlainTextResponse)
    def metrics() -> Response:
        """Return the counts of answers, verdicts and times in Prometheus' text format."""
        return Response(engine.metrics.text(), media_type="text/plain; version=0.0.4")
