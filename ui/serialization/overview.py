"""What there is, and how it came in, as JSON."""

from dataclasses import asdict
from datetime import datetime

from index.catalogue.overview import Counted, Facets, Overview
from index.ingest.runs import Run
from ui.serialization.serializers import Json


def overview_json(found: Overview) -> Json:
    """The object of `GET /api/overview`, without the runs."""
    return {
        "articles": found.articles,
        "passages": found.passages,
        "first": _moment(found.first),
        "last": _moment(found.last),
        "undated": found.undated,
        "sources": [
            {"source": one.source, "articles": one.articles, "newest": _moment(one.newest)} for one in found.sources
        ],
        "languages": _counted("language", found.languages),
        "per": found.per,
        "bars": [asdict(bar) for bar in found.bars],
    }


def facets_json(found: Facets) -> Json:
    """The object of `GET /api/facets`."""
    return {"sources": _counted("source", found.sources), "languages": _counted("language", found.languages)}


def run_json(run: Run) -> Json:
    """One of the last ingests."""
    return {**asdict(run), "began": run.began.isoformat(), "ended": run.ended.isoformat()}


def _counted(name: str, counted: Counted) -> list[Json]:
    return [{name: one, "articles": count} for one, count in counted]


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
