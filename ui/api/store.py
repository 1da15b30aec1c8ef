"""What changes the store, and what looks into it: for its owner."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from index.errors import NotFoundError
from ui.api.transfer import DoctorBody, IngestBody, PruneBody, ReindexBody, RemoveBody
from ui.requests import ForgetBody
from ui.service import LocalService
from ui.wire import Json


def add_store_routes(router: APIRouter, service: LocalService, owned: list[Any]) -> None:
    """The routes that `owned` stands before."""

    @router.get("/api/owner", dependencies=owned, status_code=204)
    def owner() -> None:
        """Whether the token is right."""

    @router.get("/api/articles", dependencies=owned)
    def articles(limit: Annotated[int, Query(ge=-1)] = -1, offset: Annotated[int, Query(ge=0)] = 0) -> Json:
        """What there is, newest first."""
        return service.articles(limit, offset)

    @router.post("/api/ingest", dependencies=owned)
    def ingest(body: IngestBody) -> dict[str, int]:
        """Bring articles in; the counts of what was done."""
        totals: dict[str, int] = {}
        for outcomes in service.ingest(one.article() for one in body.articles):
            for name, count in outcomes.items():
                totals[name] = totals.get(name, 0) + count
        return totals

    @router.post("/api/prune", dependencies=owned)
    def prune(body: PruneBody) -> Json:
        """Remove the articles that were read from these folders and are there no more."""
        return {"removed": service.prune(body.folders, body.seen, body.failed)}

    @router.post("/api/doctor", dependencies=owned)
    def doctor(body: DoctorBody) -> Json:
        """Examine the store, and mend it where asked to."""
        return service.doctor(fix=body.fix)

    @router.post("/api/reindex", dependencies=owned)
    def reindex(body: ReindexBody) -> Json:
        """Make both indexes again; the last step's progress, when all is done."""
        *_, last = service.reindex(body.embedder)
        return last

    @router.post("/api/remove", dependencies=owned)
    def remove(body: RemoveBody) -> Json:
        """Take articles out; with `purge`, out of every file of the store."""
        return service.remove(body.ids, purge=body.purge)

    @router.delete("/api/answers/{answer_id}", dependencies=owned, status_code=204)
    def forget_one(answer_id: str) -> None:
        """Delete a kept answer."""
        if failed := service.forget(ForgetBody(ids=(answer_id,)))["failed"]:
            raise NotFoundError(failed[0]["error"])

    @router.post("/api/forget", dependencies=owned)
    def forget(body: ForgetBody) -> Json:
        """Delete kept answers."""
        return service.forget(body)
