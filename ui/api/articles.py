"""Articles, to be read."""

from typing import Annotated

from fastapi import APIRouter, Query

from ui.service import LocalService
from ui.wire import Json


def add_article_routes(router: APIRouter, service: LocalService) -> None:
    """`/api/articles/{id}` and what changed in it."""

    @router.get("/api/articles/{article_id:path}/changes")
    def changes(
        article_id: str,
        before: Annotated[int | None, Query(alias="from")] = None,
        after: Annotated[int | None, Query(alias="to")] = None,
    ) -> Json:
        """What changed between two versions of an article: without numbers, from the last but one to the present."""
        return service.changes(article_id, before, after)

    @router.get("/api/articles/{article_id:path}")
    def article(article_id: str, version: int | None = None) -> Json:
        """One article with its text."""
        return service.article(article_id, version)
