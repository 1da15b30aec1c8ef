"""The application that `citewell serve` runs: the API, and the chat page mounted in it."""

from fastapi import FastAPI

from ui.api.router import make_router
from ui.engine import Engine
from ui.http.limits import Limits, LimitsMiddleware
from ui.http.problems import add_problems
from ui.openai.routes import make_openai_router
from ui.page.build import mount
from ui.service import LocalService, MakeEmbedder


def create_app(
    engine: Engine, token: str = "", make_embedder: MakeEmbedder | None = None, limits: Limits | None = None
) -> FastAPI:
    """The API and the page over `engine`. `token` opens the routes that change the store; without `make_embedder` its
    vectors are made anew by the embedder that it has. `limits` are those of everyone but the owner."""
    app = FastAPI(title="Citewell", docs_url=None, redoc_url=None)
    app.include_router(make_router(LocalService(engine, make_embedder or (lambda _: engine.store.embedder)), token))
    app.include_router(make_openai_router(engine))
    app.add_middleware(
        LimitsMiddleware,
        limits=limits or Limits(),
        token=token,
        refused=lambda reason: engine.metrics.refused(reason),
    )
    add_problems(app)
    return mount(app, engine)
