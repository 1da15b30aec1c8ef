"""The tools over HTTP, at `/mcp`: the protocol's streamable transport, without sessions, so that a restart ends none.

Who may ask, from which pages, by which name of the host and how often is judged before (`ui.http`), as for all routes.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ui.app.service import LocalService
from ui.http.problems import problem
from ui.mcp.server import make_server
from ui.mcp.tools import Collection
from ui.mcp.visited import Visited

PATH = "/mcp"


class McpEndpoint:
    """Answers what is sent to `PATH`, while `running`, once its `route` is one of the application's."""

    def __init__(self, service: LocalService) -> None:
        self.route = Route(PATH, self, methods=["POST"])
        self._service = service
        self._server = make_server(self._reach)
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """For as long as the application runs. The SDK's manager runs once, so each run has its own."""
        manager = StreamableHTTPSessionManager(self._server, stateless=True)
        async with manager.run():
            self._manager = manager
            try:
                yield
            finally:
                self._manager = None

    def _reach(self, context: ServerRequestContext[Any]) -> AbstractContextManager[Collection]:
        assert context.request is not None  # what came over HTTP has one
        return nullcontext(Visited(self._service, context.request.scope))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        scope["route"] = self.route  # for whoever asks by which route it came: FastAPI says so of its own alone
        if self._manager is None:
            await problem(scope, 503, "the server is starting or ending; ask again in a moment")(scope, receive, send)
        else:
            await self._manager.handle_request(scope, receive, send)
