"""The ASGI application of `citewell serve`: the API with the chat page mounted in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from ui.api.router import make_router
from ui.app.engine import Engine
from ui.app.service import LocalService, MakeEmbedder
from ui.auth.accounts import Accounts
from ui.auth.authorization import Authorization
from ui.auth.cookies import Cookies, signing_key
from ui.auth.identity import Identity
from ui.auth.middleware import AuthMiddleware
from ui.http.access_log import AccessLogMiddleware
from ui.http.compress import CompressMiddleware
from ui.http.head import HeadMiddleware
from ui.http.peer import PeerMiddleware
from ui.http.problems import add_problems
from ui.http.root_path import RootPathMiddleware
from ui.limits.middleware import Limits, LimitsMiddleware
from ui.mcp.endpoint import McpEndpoint
from ui.openai.routes import make_openai_router
from ui.page.build import mount
from ui.page.embed import embed_pages
from ui.page.login import login_pages
from ui.server.openapi import DescribedApi
from ui.sites.middleware import SiteMiddleware
from ui.sites.sites import Sites


def create_app(
    engine: Engine,
    token: str = "",
    make_embedder: MakeEmbedder | None = None,
    limits: Limits | None = None,
    authorization: Authorization | None = None,
    root_path: str = "",
) -> FastAPI:
    """Make the API and the page.

    Args:
        engine: The open store.
        token: Token of the owner, who may change the store; "" for none.
        make_embedder: Makes the embedder of a rebuild; by default the store's own.
        limits: Limits of everyone but the owner.
        authorization: Who may do what; by default every visitor is a reader.
        root_path: Path below which a proxy serves us ("/ask"; "" for the host's root).
    """
    limits, authorization = limits or Limits(), authorization or Authorization()
    service = LocalService(engine, make_embedder or (lambda _: engine.store.embedder))
    tools = McpEndpoint(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tools.running():
            yield

    servers = [{"url": root_path}] if root_path else None
    app = DescribedApi(title="Citewell", docs_url=None, redoc_url=None, lifespan=lifespan, servers=servers)
    app.include_router(make_router(service, token, limits, authorization.metrics))
    app.include_router(make_openai_router(engine, limits.lengths))
    app.add_middleware(
        LimitsMiddleware,
        limits=limits,
        token=token,
        refused=lambda reason: engine.metrics.refused(reason),
    )
    app.router.routes.append(tools.route)
    _add_auth_middleware(app, engine, token, authorization, root_path)
    add_problems(app)
    mount(app, engine, root_path)
    app.add_middleware(CompressMiddleware)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(AccessLogMiddleware, streaming=engine.metrics.streaming, tracing=engine.tracing)
    app.add_middleware(RootPathMiddleware, root_path=root_path)
    return app


def _add_auth_middleware(
    app: FastAPI, engine: Engine, token: str, authorization: Authorization, root_path: str
) -> None:
    """Add the login pages, and the middleware that identifies visitors before anything else runs."""
    folder = engine.store.config.folder
    cookies, accounts = Cookies(signing_key(folder), root_path), Accounts(folder)
    if authorization.auth == "accounts":
        app.include_router(login_pages(accounts, cookies))
    app.add_middleware(
        AuthMiddleware,
        authorization=authorization,
        token=token,
        identity=Identity(authorization, cookies, accounts),
        refused=lambda reason: engine.metrics.refused(reason),
    )
    sites = Sites(folder, dev=authorization.dev)
    app.include_router(embed_pages(sites))
    app.add_middleware(SiteMiddleware, sites=sites, refused=lambda reason: engine.metrics.refused(reason))
    app.add_middleware(PeerMiddleware, proxies=authorization.proxies)
