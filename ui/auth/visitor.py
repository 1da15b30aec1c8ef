"""The visitor behind a request, recorded in its scope."""

from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.types import Scope

from ui.auth.authorization import Role

_VISITOR, _READS = "visitor", "reads_articles"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The visitor who sends a request.

    Attributes:
        id: Stable, opaque id under which the visitor's conversations and feedback are saved.
        name: Name of the account, or the one the proxy gives; "" for an anonymous browser.
        role: Role.
    """

    id: str
    name: str
    role: Role


NOBODY = Visitor("", "", "reader")


def enter(scope: Scope, visitor: Visitor, *, reads_articles: bool) -> None:
    """Record the visitor, and whether they may open whole articles."""
    scope.setdefault("state", {}).update({_VISITOR: visitor, _READS: reads_articles})


def visitor_of(scope: Scope) -> Visitor:
    """Return the visitor; a reader without an id if none is recorded."""
    visitor = scope.get("state", {}).get(_VISITOR, NOBODY)
    assert isinstance(visitor, Visitor)
    return visitor


def reads_articles(scope: Scope) -> bool:
    """Return whether the visitor may open whole articles, and not only one passage at a time."""
    return bool(scope.get("state", {}).get(_READS, False))


def require_administrator(request: Request) -> Visitor:
    """Return the administrator who sends the request. A dependency for routes.

    Raises:
        HTTPException: 401 if signing in or the owner's token would help; 403 if the visitor is signed in as a reader.
    """
    visitor = visitor_of(request.scope)
    if visitor.role == "administrator":
        return visitor
    if visitor.name:
        raise HTTPException(403, f"{visitor.name} is a reader; only administrators may do this: ask one of them")
    detail = "this needs an administrator, or the token of the store's owner; use the `citewell` command"
    raise HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})
