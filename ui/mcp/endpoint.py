"""The tools over HTTP, at `/mcp`: the protocol's streamable transport, without sessions, so that restarts do no harm.

The middleware checks the visitor, the origin, the host name and the rates before, as for all routes.
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
    """Answer requests to `PATH` while `running`. Add `route` to the application's routes."""

    def __init__(self, service: LocalService) -> None:
        self.route = Route(PATH, self, methods=["POST"])
        self._service = service
        self._server = make_server(self._reach)
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the server while the context lasts. The SDK's manager runs only once, so each run makes a new one."""
        manager = StreamableHTTPSessionManager(self._server, stateless=True)
        async with manager.run():
            self._manager = manager
            try:
                yield
            finally:
                self._manager = None

    def _reach(self, context: ServerRequestContext[Any]) -> AbstractContextManager[Collection]:
        assert context.request is not None  # calls over HTTP have a request
        return nullcontext(Visited(self._service, context.request.scope))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        scope["route"] = self.route  # for the access log: FastAPI sets this for its own routes only
        if self._manager is None:
            await problem(scope, 503, "the server is starting or stopping; ask again soon")(scope, receive, send)
        else:
            await self._manager.handle_request(scope, receive, send)
