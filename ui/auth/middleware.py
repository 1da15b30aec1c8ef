"""The auth middleware: check the host, the origin and the visitor of every request."""

from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.auth.authorization import Authorization
from ui.auth.identity import Identity
from ui.auth.origin import is_foreign, is_named
from ui.auth.owner import is_owner
from ui.auth.site_reader import site_reader_of
from ui.auth.visitor import NOBODY, Visitor, enter
from ui.http.problems import problem

PROBES = ("/healthz", "/readyz")
METRICS = "/metrics"
LOGIN, LOGOUT = "/login", "/logout"
STATIC = "/static/"
EMBEDDING = ("/widget.js", "/embed")
"""Paths that pages of other sites load, without cookies."""
COUNTED = {401: "token", 403: "rights", 421: "host"}
"""Refusals counted here, by status, whichever part of the application sends them."""


class AuthMiddleware:
    """Admit authorized visitors, and record the visitor in the scope (`ui.auth.visitor`)."""

    def __init__(
        self, app: ASGIApp, authorization: Authorization, token: str, identity: Identity, refused: Callable[[str], None]
    ) -> None:
        """`token` is the owner's; `refused` is called with the reason of each refusal."""
        self._app = app
        self._authorization = authorization
        self._token = token
        self._identity = identity
        self._count_refusal = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "websocket":  # no route uses websockets
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        app, cookie = self._route(scope, Headers(scope=scope))

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                if reason := COUNTED.get(message["status"]):
                    self._count_refusal(reason)
                if cookie:
                    headers = MutableHeaders(scope=message)
                    headers.append("Set-Cookie", cookie)
                    headers["Cache-Control"] = "no-store"  # no shared cache may give the cookie to another visitor
            await send(message)

        await app(scope, receive, send_counted)

    def _route(self, scope: Scope, headers: Headers) -> tuple[ASGIApp, str]:
        """Return (the app that answers the request, the Set-Cookie value to add or "")."""
        if is_owner(headers.get("authorization", ""), self._token):
            return self._let_in(scope, self._identity.owner()), ""
        path = scope["path"]
        if path in PROBES or (path == METRICS and self._authorization.metrics == "open"):
            return self._let_in(scope, NOBODY), ""
        if refusal := self._refusal(scope, headers):
            return refusal, ""
        if of := site_reader_of(scope):
            return self._let_in(scope, self._identity.reader(of)), ""
        if path.startswith(STATIC) or path in EMBEDDING:
            return self._let_in(scope, NOBODY), ""
        if not self._authorization.auth:
            visitor, cookie = self._identity.browser(scope, headers)
            return self._let_in(scope, visitor), cookie
        if known := self._identity.known(scope, headers):
            return self._let_in(scope, known), ""
        if path in (LOGIN, LOGOUT) and self._authorization.auth == "accounts":
            return self._let_in(scope, NOBODY), ""
        return self._stranger(scope, headers), ""

    def _let_in(self, scope: Scope, visitor: Visitor) -> ASGIApp:
        whole = self._authorization.reading == "articles" or visitor.role == "administrator"
        enter(scope, visitor, reads_articles=whole)
        return self._app

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if not is_named(headers, self._authorization.names):
            detail = "this server does not answer to that host name; add it to CITEWELL_HOSTS"
            return problem(scope, 421, detail)
        if is_foreign(scope["method"], headers) and not site_reader_of(scope):
            return problem(scope, 403, "pages of other sites may not change anything here; use Citewell's own page")
        return None

    def _stranger(self, scope: Scope, headers: Headers) -> Response:
        """Answer an unknown visitor: send a person to the login page, and a program a problem."""
        reads = scope["method"] in ("GET", "HEAD") and "text/html" in headers.get("accept", "")
        if not reads or scope["path"].startswith(("/api/", "/v1/")):
            detail = (
                "sign in at /login, or send an account's key (`Authorization: Bearer KEY`)"
                if self._authorization.auth == "accounts"
                else "use the proxy that signs you in"
            )
            return problem(scope, 401, f"this server needs you to sign in; {detail}", {"WWW-Authenticate": "Bearer"})
        if self._authorization.auth == "header":
            return PlainTextResponse("Only visitors whom the proxy has signed in may use this server.", 401)
        query = scope["query_string"].decode("latin-1")
        wanted = scope["path"] + (f"?{query}" if query else "")
        return RedirectResponse(f"{LOGIN}?next={quote(wanted, safe='')}", 303, {"Cache-Control": "no-store"})
