"""Convert figures about the collection, and its ingest runs, to JSON."""

from dataclasses import asdict
from datetime import datetime

from index.catalogue.overview import Counted, Facets, Overview
from index.ingest.runs import Run
from ui.serialization.serializers import Json


def overview_json(overview: Overview) -> Json:
    """Return the object of `GET /api/overview`, without the runs."""
    return {
        "articles": overview.articles,
        "passages": overview.passages,
        "first": _moment(overview.first),
        "last": _moment(overview.last),
        "undated": overview.undated,
        "sources": [
            {"source": count.source, "articles": count.articles, "newest": _moment(count.newest)}
            for count in overview.sources
        ],
        "languages": _counted("language", overview.languages),
        "per": overview.per,
        "bars": [asdict(bar) for bar in overview.bars],
    }


def facets_json(facets: Facets) -> Json:
    """Return the object of `GET /api/facets`."""
    return {"sources": _counted("source", facets.sources), "languages": _counted("language", facets.languages)}


def run_json(run: Run) -> Json:
    """Return an ingest run."""
    return {**asdict(run), "began": run.began.isoformat(), "ended": run.ended.isoformat()}


def _counted(name: str, counted: Counted) -> list[Json]:
    return [{name: value, "articles": count} for value, count in counted]


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
