"""Every error of the API: problem details (RFC 9457), whose `detail` says what is wrong and what to do."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import (
    CitewellError,
    ForbiddenError,
    NotFoundError,
    ServiceError,
    SourceError,
    StoreBusyError,
    UsageError,
)
from ui.http.head import as_routed
from ui.serialization.openai_error import error_json

FAULT = "something went wrong in Citewell itself; its log says what"
NOTHING_HERE = "there is no {} here; /openapi.json lists what there is"
STATUSES: Mapping[type[CitewellError], int] = {
    UsageError: 400,
    ForbiddenError: 403,
    NotFoundError: 404,
    SourceError: 422,
    ServiceError: 502,
    StoreBusyError: 503,
}
"""What is in neither is a fault of the store or of a model: 500."""
API_PATHS = ("/api", "/api/{rest:path}", "/v1", "/v1/{rest:path}", "/mcp", "/healthz", "/readyz", "/metrics")
MOST_ERRORS = 10
"""How many of the fields that are wrong are listed."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_LOG = logging.getLogger("citewell")


def problem(
    scope: Scope, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """The response that tells of an error of the request in `scope`; `more` are members of its own. Clients of OpenAI's
    API find it in their shape too."""
    theirs = error_json(status, detail) if scope["path"].startswith("/v1/") else {}
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": quote(scope["path"]),
        **more,
        **theirs,
    }
    return JSONResponse(told, status, headers, media_type="application/problem+json")


def add_problems(app: FastAPI) -> None:
    """Answer every error of the routes of `app`, and every path of the API that none of them has, with a problem.
    To be called once they are all there, and before anything is mounted at "/"."""
    app.add_exception_handler(CitewellError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    unknown = _Unknown(list(app.router.routes))
    app.router.routes.extend(Route(path, unknown, include_in_schema=False) for path in API_PATHS)
    app.add_middleware(FaultMiddleware)


class FaultMiddleware:
    """Answers with a problem what nobody has foreseen, and logs it. A response under way can only be cut off."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        started = scope["type"] != "http"

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception:
            if started:
                raise
            _LOG.exception("unexpected error")
            await problem(scope, 500, FAULT)(scope, receive, send)


class _Unknown:
    """What answers where no route does: 405 where another method would do, else 404."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if allowed := ", ".join(one for one in METHODS if self._takes({**scope, "method": one})):
            detail = f"{path} does not take {method}; use {allowed}"
            answering = problem(scope, 405, detail, {"Allow": allowed})
        else:
            answering = problem(scope, 404, NOTHING_HERE.format(path))
        await answering(scope, receive, send)

    def _takes(self, scope: Scope) -> bool:
        routed = as_routed(scope)
        return any(route.matches(routed)[0] is Match.FULL for route in self._routes)


def status_of(error: Exception) -> int:
    """The status of one of our errors."""
    return next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 500)


async def _known(request: Request, error: Exception) -> JSONResponse:
    return problem(request.scope, status_of(error), str(error))


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, UnicodeDecodeError | RecursionError):
        return problem(request.scope, 400, "the body is not JSON in UTF-8, or lies too deep; send one JSON object")
    if error.status_code == 404 and error.detail == HTTPStatus.NOT_FOUND.phrase:  # no route of ours has said so
        return problem(request.scope, 404, NOTHING_HERE.format(request.scope["path"]))
    return problem(request.scope, error.status_code, error.detail, error.headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """What was sent is not what the route takes. Nothing of it is repeated."""
    assert isinstance(error, RequestValidationError)
    first, *_ = found = error.errors()
    if first["type"] == "json_invalid":
        where = first["loc"][-1]
        detail = f"the body is not JSON: {first['ctx']['error']} at character {where}; send one JSON object"
        return problem(request.scope, 400, detail)
    if first["loc"] == ("body",) and not _says_json(request.headers.get("content-type", "")):
        return problem(request.scope, 415, "send the body as JSON, with the header `Content-Type: application/json`")
    errors = [{"field": _field(one["loc"]), "problem": in_words(one["msg"])} for one in found[:MOST_ERRORS]]
    detail = "; ".join(f"{one['field']}: {one['problem']}" for one in errors[:3])
    return problem(request.scope, 422, detail, errors=errors)


def in_words(message: str) -> str:
    """What pydantic says is wrong, without the words that are Python's alone."""
    return (
        message.removeprefix("Value error, ")
        .replace("Tuple should", "List should")
        .replace("tuple", "list")
        .replace("dictionary or object to extract fields from", "JSON object")
    )


def _says_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("application/") and kind.endswith(("/json", "+json"))


def _field(places: Sequence[int | str]) -> str:
    """`history.0.role`; the body itself is `body`."""
    return ".".join(str(place) for place in places[1:]) or str(places[0])
