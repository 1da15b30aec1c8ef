"""Routes that say who the visitor is."""

from fastapi import APIRouter, Depends, HTTPException, Request

from ui.api.responses import returns
from ui.api.schema_kept import Session
from ui.auth.owner import is_owner
from ui.auth.visitor import reads_articles, visitor_of
from ui.serialization.serializers import Json


def add_session_routes(router: APIRouter, token: str) -> None:
    """Add `/api/session`, and `/api/owner` for the owner's other processes."""

    def owner(request: Request) -> None:
        # An administrator is not enough: a command must know that this process serves its store.
        if not is_owner(request.headers.get("authorization", ""), token):
            raise HTTPException(401, "this route needs the store owner's token", {"WWW-Authenticate": "Bearer"})

    @router.get("/api/session", **returns(Session))
    def session(request: Request) -> Json:
        """Return the visitor's name ("" if nobody signs in), role, and whether they may open whole articles."""
        visitor = visitor_of(request.scope)
        reading = "articles" if reads_articles(request.scope) else "passages"
        return {"name": visitor.name, "role": visitor.role, "reading": reading}

    @router.get("/api/owner", dependencies=[Depends(owner)], status_code=204)
    def owned() -> None:
        """Check the owner's token."""
