"""Serve Citewell below a path of a host, as in https://paper.example/ask/. No other module knows the root path of a
request."""

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class RootPathMiddleware:
    """Remove the root path from requests, and put it before the paths of redirects. The outermost middleware.

    A proxy may strip the root path or keep it: none of our own paths begins with it (`ui.app.setting_types.RootPath`).
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        """`root_path` is "" or "/ask"."""
        self._app = app
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not self._root:
            await self._app(scope, receive, send)
            return

        async def send_rooted(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                to = headers.get("location", "")
                if to.startswith("/") and not to.startswith("//"):
                    headers["location"] = self._root + to
            await send(message)

        if scope["path"] == self._root:  # relative links of the page need the slash
            query = scope["query_string"].decode("latin-1")
            app: ASGIApp = RedirectResponse("/" + (f"?{query}" if query else ""), 308)
        else:
            app = self._app
        await app(self._stripped(scope), receive, send_rooted)

    def _stripped(self, scope: Scope) -> Scope:
        if not scope["path"].startswith(f"{self._root}/"):
            return scope
        raw = scope.get("raw_path") or scope["path"].encode()
        return {**scope, "path": scope["path"][len(self._root) :], "raw_path": raw[len(self._root) :]}
