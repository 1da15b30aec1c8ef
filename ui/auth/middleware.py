"""What every request comes through first: its host, its origin, and who sends it."""

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
"""What pages of others load, without anybody's cookie."""
COUNTED = {401: "token", 403: "rights", 421: "host"}
"""The refusals that are counted here, whoever makes them."""


class AuthMiddleware:
    """Lets in whom the authorization allows, and notes who it is (`ui.auth.visitor`)."""

    def __init__(
        self, app: ASGIApp, authorization: Authorization, token: str, identity: Identity, refused: Callable[[str], None]
    ) -> None:
        """`token` is the owner's; `refused` is told of each refusal."""
        self._app = app
        self._authorization = authorization
        self._token = token
        self._identity = identity
        self._told = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "websocket":  # nothing here speaks it
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering, cookie = self._answering(scope, Headers(scope=scope))

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                if reason := COUNTED.get(message["status"]):
                    self._told(reason)
                if cookie:
                    headers = MutableHeaders(scope=message)
                    headers.append("Set-Cookie", cookie)
                    headers["Cache-Control"] = "no-store"  # no cache between may give it to another
            await send(message)

        await answering(scope, receive, noted)

    def _answering(self, scope: Scope, headers: Headers) -> tuple[ASGIApp, str]:
        """(what answers, the cookie that goes with it, or "")."""
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
            detail = "this server is not asked by that name; name it in CITEWELL_HOSTS, if it is to be"
            return problem(scope, 421, detail)
        if is_foreign(scope["method"], headers) and not site_reader_of(scope):
            return problem(scope, 403, "a page of another site may change nothing here; send this from our own")
        return None

    def _stranger(self, scope: Scope, headers: Headers) -> Response:
        """What somebody unknown gets: a person the way in, a program a problem."""
        reads = scope["method"] in ("GET", "HEAD") and "text/html" in headers.get("accept", "")
        if not reads or scope["path"].startswith(("/api/", "/v1/")):
            detail = (
                "sign in at /login, or show an account's key (`Authorization: Bearer KEY`)"
                if self._authorization.auth == "accounts"
                else "come through the proxy that signs you in"
            )
            return problem(
                scope, 401, f"this is for those who are known here; {detail}", {"WWW-Authenticate": "Bearer"}
            )
        if self._authorization.auth == "header":
            return PlainTextResponse(
                "Nobody is known here but those who come through the proxy that signs them in.", 401
            )
        query = scope["query_string"].decode("latin-1")
        wanted = scope["path"] + (f"?{query}" if query else "")
        return RedirectResponse(f"{LOGIN}?next={quote(wanted, safe='')}", 303, {"Cache-Control": "no-store"})
