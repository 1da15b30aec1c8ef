"""The visitor behind a request, for whoever answers it."""

from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.types import Scope

from ui.auth.authorization import Role

_VISITOR, _READS = "visitor", "reads_articles"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `id` is what their own things are kept under: stable, opaque, and it tells nothing. `name` is that of
    an account or the proxy's, "" for a browser of nobody known."""

    id: str
    name: str
    role: Role


NOBODY = Visitor("", "", "reader")


def enter(scope: Scope, visitor: Visitor, *, reads_articles: bool) -> None:
    """Note who asks, and whether they may open whole articles."""
    scope.setdefault("state", {}).update({_VISITOR: visitor, _READS: reads_articles})


def visitor_of(scope: Scope) -> Visitor:
    """Who asks; a reader without an id where nothing has noted it."""
    found = scope.get("state", {}).get(_VISITOR, NOBODY)
    assert isinstance(found, Visitor)
    return found


def reads_articles(scope: Scope) -> bool:
    """Whether the visitor may open whole articles, or only a passage at a time."""
    return bool(scope.get("state", {}).get(_READS, False))


def require_administrator(request: Request) -> Visitor:
    """The administrator who asks; for routes, as a dependency.

    Raises:
        HTTPException: 401 where signing in, or the owner's token, would help; 403 where a reader is signed in.
    """
    visitor = visitor_of(request.scope)
    if visitor.role == "administrator":
        return visitor
    if visitor.name:
        raise HTTPException(403, f"{visitor.name} is a reader; this is for administrators: ask one of them")
    detail = "this needs an administrator, or the token of the store's owner; use the `citewell` command"
    raise HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})
