"""The application that `citewell serve` runs: the API, and the chat page mounted in it."""

import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from index.errors import CitewellError, NotFoundError, ServiceError, UsageError
from ui.api import make_router
from ui.engine import Engine
from ui.page.build import mount
from ui.service import LocalService, MakeEmbedder

_LOG = logging.getLogger("citewell")


def create_app(engine: Engine, token: str = "", make_embedder: MakeEmbedder | None = None) -> FastAPI:
    """The API and the page over `engine`. `token` opens the routes that change the store; without `make_embedder` its
    vectors are made anew by the embedder that it has."""
    app = FastAPI(title="Citewell", docs_url=None, redoc_url=None)
    app.include_router(make_router(LocalService(engine, make_embedder or (lambda _: engine.store.embedder)), token))
    _add_problem_details(app)
    return mount(app, engine)


def _add_problem_details(app: FastAPI) -> None:
    """Every error as RFC 9457 problem details, whose `detail` says what to do."""

    @app.exception_handler(CitewellError)
    def known(request: Request, error: CitewellError) -> JSONResponse:
        statuses = {UsageError: 400, NotFoundError: 404, ServiceError: 502}
        status = next((code for kind, code in statuses.items() if isinstance(error, kind)), 500)
        return _problem(status, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"][1:])
        return _problem(422, f"{field}: {first['msg'].removeprefix('Value error, ')}")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        return _problem(error.status_code, str(error.detail))

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> JSONResponse:
        _LOG.exception("unexpected error", exc_info=error)
        return _problem(500, "something went wrong in Citewell itself; its log says what")


def _problem(status: int, detail: str) -> JSONResponse:
    return JSONResponse(
        {"type": "about:blank", "status": status, "detail": detail}, status, media_type="application/problem+json"
    )
