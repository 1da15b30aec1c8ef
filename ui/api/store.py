"""Routes that list, change and repair the store: for administrators."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from index.errors import NotFoundError
from ui.api.responses import returns
from ui.api.schema_kept import ForgottenListed
from ui.api.schema_store import Articles, Facets, Overview, Pruned, Reindexed, Removed, Report
from ui.api.transfer import DoctorBody, PruneBody, ReindexBody, RemoveBody, RunBody
from ui.app.service import LocalService
from ui.serialization.overview import facets_json
from ui.serialization.requests import ForgetBody
from ui.serialization.serializers import Json

MOST = 1_000_000_000
"""Upper bound of `limit` and `offset`, above any number of articles."""
LONGEST_SEARCH = 200
"""Longest search text for the list of articles, in characters."""


def add_store_routes(router: APIRouter, service: LocalService, administered: list[Any]) -> None:
    """Add the routes; `administered` are the dependencies that admit administrators only."""
    _add_listing_routes(router, service, administered)
    _add_removal_routes(router, service, administered)
    _add_maintenance_routes(router, service, administered)


def _add_listing_routes(router: APIRouter, service: LocalService, administered: list[Any]) -> None:
    @router.get("/api/articles", dependencies=administered, **returns(Articles))
    def articles(
        limit: Annotated[int, Query(ge=-1, le=MOST)] = -1,
        offset: Annotated[int, Query(ge=0, le=MOST)] = 0,
        search: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
        source: Annotated[tuple[str, ...], Query()] = (),
    ) -> Json:
        """List articles, newest first. `search` keeps those with all its words in the title, source, address or id;
        `source` keeps those of the sources named."""
        return service.articles(limit, offset, search, source)

    @router.get("/api/overview", dependencies=administered, **returns(Overview))
    def overview() -> Json:
        """Return figures about the collection, and the latest ingest runs."""
        return service.overview()

    @router.get("/api/facets", **returns(Facets))
    def facets() -> Json:
        """List the sources and languages to filter by, with the number of articles of each."""
        return facets_json(service.engine.facets())


def _add_removal_routes(router: APIRouter, service: LocalService, administered: list[Any]) -> None:
    @router.delete("/api/articles/{article_id:path}", dependencies=administered, status_code=204)
    def remove_one(article_id: str, purge: bool = False) -> None:
        """Remove an article; with `purge`, also erase it from every file of the store."""
        if failed := service.remove([article_id], purge=purge)["failed"]:
            raise NotFoundError(failed[0]["error"])

    @router.post("/api/remove", dependencies=administered, **returns(Removed))
    def remove(body: RemoveBody) -> Json:
        """Remove articles; with `purge`, also erase them from every file of the store."""
        return service.remove(body.ids, purge=body.purge)

    @router.post("/api/prune", dependencies=administered, **returns(Pruned))
    def prune(body: PruneBody) -> Json:
        """Remove articles whose files have disappeared from these folders."""
        return {"removed": service.prune(body.folders, body.seen, body.failed)}

    @router.delete("/api/answers/{answer_id}", dependencies=administered, status_code=204)
    def forget_one(answer_id: str) -> None:
        """Delete a saved answer."""
        if failed := service.forget(ForgetBody(ids=(answer_id,)))["failed"]:
            raise NotFoundError(failed[0]["error"])

    @router.post("/api/forget", dependencies=administered, **returns(ForgottenListed))
    def forget(body: ForgetBody) -> Json:
        """Delete saved answers."""
        return service.forget(body)


def _add_maintenance_routes(router: APIRouter, service: LocalService, administered: list[Any]) -> None:
    @router.post("/api/runs", dependencies=administered, status_code=204)
    def note_run(body: RunBody) -> None:
        """Record an ingest run of another process."""
        service.note_run(body.to_run())

    @router.post("/api/doctor", dependencies=administered, **returns(Report))
    def doctor(body: DoctorBody) -> Json:
        """Check the store, and repair it on request."""
        return service.doctor(fix=body.fix)

    @router.post("/api/reindex", dependencies=administered, **returns(Reindexed))
    def reindex(body: ReindexBody) -> Json:
        """Rebuild both indexes, then return the progress of the last step."""
        *_, last = service.reindex(body.embedder)
        return last
