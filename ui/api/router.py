"""The router with all routes of the HTTP API."""

from fastapi import APIRouter, Depends

from ui.api.articles import add_article_routes
from ui.api.chat import add_chat_routes
from ui.api.conversations import add_conversation_routes
from ui.api.feedback import add_feedback_routes
from ui.api.health import add_health_routes
from ui.api.ingest import add_ingest_routes
from ui.api.session import add_session_routes
from ui.api.sites import add_site_routes
from ui.api.store import add_store_routes
from ui.app.service import LocalService
from ui.auth.authorization import Metrics
from ui.auth.visitor import require_administrator
from ui.limits.middleware import Limits


def make_router(service: LocalService, token: str, limits: Limits, metrics: Metrics = "visitors") -> APIRouter:
    """Make the router.

    Args:
        service: What the routes call.
        token: Token of the owner's other processes; "" for none.
        limits: Limits on questions and answers.
        metrics: Who may read `/metrics`.
    """
    router = APIRouter()
    administered = [Depends(require_administrator)]
    add_health_routes(router, service.engine, administered if metrics == "administrator" else [])
    add_chat_routes(router, service, limits)
    add_article_routes(router, service)
    add_conversation_routes(router, service)
    add_feedback_routes(router, service)
    add_session_routes(router, token)
    add_site_routes(router, service, limits)
    add_ingest_routes(router, service, administered)
    add_store_routes(router, service, administered)
    return router
