"""What changes the store, and what looks into it: for administrators."""

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
"""A number above all that there could be of articles."""
LONGEST_SEARCH = 200
"""Characters of the longest text that articles are listed by."""


def add_store_routes(router: APIRouter, service: LocalService, owned: list[Any]) -> None:
    """The routes that `owned` stands before."""

    @router.get("/api/articles", dependencies=owned, **returns(Articles))
    def articles(
        limit: Annotated[int, Query(ge=-1, le=MOST)] = -1,
        offset: Annotated[int, Query(ge=0, le=MOST)] = 0,
        search: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
        source: Annotated[tuple[str, ...], Query()] = (),
    ) -> Json:
        """What there is, newest first: all of it, or what has the words of `search` in its title, source, address or
        id, and is of one of the sources named."""
        return service.articles(limit, offset, search, source)

    @router.delete("/api/articles/{article_id:path}", dependencies=owned, status_code=204)
    def remove_one(article_id: str, purge: bool = False) -> None:
        """Take an article out; with `purge`, out of every file of the store."""
        if failed := service.remove([article_id], purge=purge)["failed"]:
            raise NotFoundError(failed[0]["error"])

    @router.get("/api/overview", dependencies=owned, **returns(Overview))
    def overview() -> Json:
        """What there is in numbers, and the last ingests."""
        return service.overview()

    @router.get("/api/facets", **returns(Facets))
    def facets() -> Json:
        """The sources and languages that answers can be narrowed to, with how many articles each has."""
        return facets_json(service.engine.facets())

    @router.post("/api/runs", dependencies=owned, status_code=204)
    def note_run(body: RunBody) -> None:
        """Keep how an ingest of another process went."""
        service.note_run(body.kept())

    @router.post("/api/prune", dependencies=owned, **returns(Pruned))
    def prune(body: PruneBody) -> Json:
        """Remove the articles that were read from these folders and are there no more."""
        return {"removed": service.prune(body.folders, body.seen, body.failed)}

    @router.post("/api/doctor", dependencies=owned, **returns(Report))
    def doctor(body: DoctorBody) -> Json:
        """Examine the store, and mend it where asked to."""
        return service.doctor(fix=body.fix)

    @router.post("/api/reindex", dependencies=owned, **returns(Reindexed))
    def reindex(body: ReindexBody) -> Json:
        """Make both indexes again; the last step's progress, when all is done."""
        *_, last = service.reindex(body.embedder)
        return last

    @router.post("/api/remove", dependencies=owned, **returns(Removed))
    def remove(body: RemoveBody) -> Json:
        """Take articles out; with `purge`, out of every file of the store."""
        return service.remove(body.ids, purge=body.purge)

    @router.delete("/api/answers/{answer_id}", dependencies=owned, status_code=204)
    def forget_one(answer_id: str) -> None:
        """Delete a kept answer."""
        if failed := service.forget(ForgetBody(ids=(answer_id,)))["failed"]:
            raise NotFoundError(failed[0]["error"])

    @router.post("/api/forget", dependencies=owned, **returns(ForgottenListed))
    def forget(body: ForgetBody) -> Json:
        """Delete kept answers."""
        return service.forget(body)
