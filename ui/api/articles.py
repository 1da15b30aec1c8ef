"""Routes that read articles."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from index.errors import ForbiddenError
from ui.api.responses import returns
from ui.api.schema_store import Article, Changes
from ui.app.article_access import ONLY_PASSAGES
from ui.app.service import LocalService
from ui.auth.visitor import reads_articles
from ui.serialization.serializers import Json


def add_article_routes(router: APIRouter, service: LocalService) -> None:
    """Add `/api/articles/{id}` and `/api/articles/{id}/changes`."""

    @router.get("/api/articles/{article_id:path}/changes", **returns(Changes))
    def changes(
        request: Request,
        article_id: str,
        before: Annotated[int | None, Query(alias="from")] = None,
        after: Annotated[int | None, Query(alias="to")] = None,
    ) -> Json:
        """Compare two versions of an article: by default the previous version and the current one."""
        if not reads_articles(request.scope):
            raise ForbiddenError(ONLY_PASSAGES)
        return service.changes(article_id, before, after)

    @router.get("/api/articles/{article_id:path}", **returns(Article))
    def article(
        request: Request,
        article_id: str,
        version: int | None = None,
        passage: Annotated[str, Query(max_length=30)] = "",
    ) -> Json:
        """Return an article with its text, and the position of a passage in it. A visitor who may read only passages
        gets that passage as the text, and `partial` is true."""
        return service.article(article_id, version, passage, whole=reads_articles(request.scope))
