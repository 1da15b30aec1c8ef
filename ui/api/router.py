"""The HTTP API: all of its own routes."""

from fastapi import APIRouter, Depends, HTTPException, Request

from ui.api.articles import add_article_routes
from ui.api.chat import add_chat_routes
from ui.api.health import add_health_routes
from ui.api.store import add_store_routes
from ui.http.owner import is_owner
from ui.service import LocalService


def make_router(service: LocalService, token: str) -> APIRouter:
    """The routes. `token` is what the owner's other processes show; "" lets nobody change anything."""
    router = APIRouter()

    def owner(request: Request) -> None:
        if not is_owner(request.headers.get("authorization", ""), token):
            service.engine.metrics.refused("token")
            detail = "this needs the token of the store's owner; use the `citewell` command"
            raise HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})

    add_health_routes(router, service.engine)
    add_chat_routes(router, service)
    add_article_routes(router, service)
    add_store_routes(router, service, [Depends(owner)])
    return router
