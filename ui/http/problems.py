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

FAULT = "Citewell has failed; its log says why"
NOTHING_HERE = "{} does not exist; /openapi.json lists all routes"
UNREADABLE = "the body is not JSON in UTF-8, or is nested too deeply; send one JSON object"
STATUSES: Mapping[type[CitewellError], int] = {
    UsageError: 400,
    ForbiddenError: 403,
    NotFoundError: 404,
    SourceError: 422,
    ServiceError: 502,
    StoreBusyError: 503,
}
"""HTTP status by error class. Any other error is a fault of the store or of a model: 500."""
API_PATHS = ("/api", "/api/{rest:path}", "/v1", "/v1/{rest:path}", "/mcp", "/healthz", "/readyz", "/metrics")
MOST_ERRORS = 10
"""Most invalid fields that a problem lists."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_LOG = logging.getLogger("citewell")


def problem(
    scope: Scope, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """Make the response for an error of the request in `scope`.

    Args:
        scope: The request. Below `/v1/` the response also has the error in OpenAI's format.
        status: HTTP status.
        detail: What is wrong and what to do.
        headers: Headers to add.
        more: Extension members of the problem.
    """
    openai_error = error_json(status, detail) if scope["path"].startswith("/v1/") else {}
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": quote(scope["path"]),
        **more,
        **openai_error,
    }
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def add_problems(app: FastAPI) -> None:
    """Answer errors of all routes of `app`, and unknown paths of the API, with problem details.

    Call it after all routes are added and before anything is mounted at "/".
    """
    app.add_exception_handler(CitewellError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    unknown = _Unknown(list(app.router.routes))
    app.router.routes.extend(Route(path, unknown, include_in_schema=False) for path in API_PATHS)
    app.add_middleware(FaultMiddleware)


class FaultMiddleware:
    """Log an unexpected error, and answer with a problem. A response that has begun can only be cut off."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        started = scope["type"] != "http"

        async def send_marked(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_marked)
        except Exception:
            if started:
                raise
            _LOG.exception("unexpected error")
            await problem(scope, 500, FAULT)(scope, receive, send)


class _Unknown:
    """Answer paths that no route matches: 405 if another method would match, else 404."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if allowed := ", ".join(other for other in METHODS if self._matches({**scope, "method": other})):
            detail = f"{path} does not accept {method}; use {allowed}"
            response = problem(scope, 405, detail, {"Allow": allowed})
        else:
            response = problem(scope, 404, NOTHING_HERE.format(path))
        await response(scope, receive, send)

    def _matches(self, scope: Scope) -> bool:
        routed = as_routed(scope)
        return any(route.matches(routed)[0] is Match.FULL for route in self._routes)


def status_of(error: Exception) -> int:
    """Return the HTTP status of an error."""
    return next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 500)


async def _known(request: Request, error: Exception) -> JSONResponse:
    return problem(request.scope, status_of(error), str(error))


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, UnicodeDecodeError | RecursionError):
        return problem(request.scope, 400, UNREADABLE)
    if error.status_code == 404 and error.detail == HTTPStatus.NOT_FOUND.phrase:  # Starlette's own 404: no route
        return problem(request.scope, 404, NOTHING_HERE.format(request.scope["path"]))
    return problem(request.scope, error.status_code, error.detail, error.headers)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """Describe a request that fails validation, without repeating its values."""
    assert isinstance(error, RequestValidationError)
    first, *_ = details = error.errors()
    if first["type"] == "json_invalid":
        where = first["loc"][-1]
        detail = f"the body is not JSON: {first['ctx']['error']} at character {where}; send one JSON object"
        return problem(request.scope, 400, detail)
    if first["loc"] == ("body",) and not _says_json(request.headers.get("content-type", "")):
        return problem(request.scope, 415, "send the body as JSON, with the header `Content-Type: application/json`")
    errors = [{"field": _field(item["loc"]), "problem": in_words(item["msg"])} for item in details[:MOST_ERRORS]]
    detail = "; ".join(f"{item['field']}: {item['problem']}" for item in errors[:3])
    return problem(request.scope, 422, detail, errors=errors)


def in_words(message: str) -> str:
    """Rewrite a message of pydantic without Python's terms."""
    return (
        message.removeprefix("Value error, ")
        .replace("Tuple should", "List should")
        .replace("tuple", "list")
        .replace("dictionary or object to extract fields from", "JSON object")
    )


def _says_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("application/") and kind.endswith(("/json", "+json"))


def _field(location: Sequence[int | str]) -> str:
    """Return the path of a field, as `history.0.role`; the body itself is `body`."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])
