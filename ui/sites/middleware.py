"""The site middleware: admit only a site's own pages to its routes below `/api/sites/KEY`.

Browsers report the origin of the page that sends a request. Programs can claim any origin, so rates limit them too.
No cookie is read or set: a page with the widget cannot see a visitor's conversations.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.auth.site_reader import SiteReader, note_site_reader
from ui.http.problems import FaultMiddleware, problem
from ui.limits.middleware import SITES as ROOT
from ui.limits.middleware import address_of
from ui.limits.rate import Rate
from ui.limits.refusal import RefusedError
from ui.sites.sites import Site, Sites

TAB = "x-citewell-tab"
LONGEST_TAB = 64
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": f"Content-Type, Last-Event-ID, {TAB}",
    "Access-Control-Max-Age": "600",
}
MOST_NOTED = 200
"""Most refused pages remembered, so that each is logged once."""
_SITE = "site"
_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class Embedded:
    """The site whose page sends a request, and its reader: a tab id, or the address without one."""

    site: Site
    reader: str


def embedded(scope: Scope) -> Embedded | None:
    """Return the site whose page sends this request; None for any other request."""
    site = scope.get("state", {}).get(_SITE)
    assert site is None or isinstance(site, Embedded)
    return site


class SiteMiddleware:
    """Admit pages of a site's own origins, and allow their browsers to read the responses (CORS)."""

    def __init__(self, app: ASGIApp, sites: Sites, refused: Callable[[str], None]) -> None:
        """`refused` is called with the reason of each refusal."""
        self._app = FaultMiddleware(app)  # inside CORS: otherwise the page could not read the problem
        self._sites = sites
        self._count_refusal = refused
        self._logged: dict[tuple[str, str], None] = {}
        self._rates: dict[tuple[str, str], Rate] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not scope["path"].startswith(ROOT):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        site = self._sites.get(scope["path"].removeprefix(ROOT).partition("/")[0])
        if not site or not (self._sites.allows(site, origin) or _is_own(headers)):
            self._count_refusal("origin")
            self._log_once(origin, scope["path"].removeprefix(ROOT).partition("/")[0])
            detail = (
                "pages of this origin may not use this route; allow them with `citewell sites add NAME --origin "
                "ORIGIN`, and put the key into the page"
            )
            await problem(scope, 403, detail, {"Vary": "Origin"})(scope, receive, send)
            return
        await self._let_in(site, scope, receive, _with_cors(send, origin))

    async def _let_in(self, site: Site, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
            return
        address = address_of(scope)
        try:
            if scope["method"] == "POST":
                self._count(site, address)
        except RefusedError as refused:
            self._count_refusal(refused.reason)
            await refused.send(scope, receive, send)
            return
        tab = Headers(scope=scope).get(TAB, "")[:LONGEST_TAB]
        scope.setdefault("state", {})[_SITE] = Embedded(site, tab or address)
        note_site_reader(scope, SiteReader(site.key, tab or address))
        await self._app(scope, receive, send)

    def _log_once(self, origin: str, key: str) -> None:
        """Log each refused page once. Its browser tells the publisher only that the request failed."""
        known = (origin, key) in self._logged
        self._logged[origin, key] = None
        if len(self._logged) > MOST_NOTED:
            del self._logged[next(iter(self._logged))]
        if not known:
            text = "refused a page of %.200r with the key %.100r; `citewell sites list` shows the keys and origins"
            _LOG.warning(text, origin, key)

    def _count(self, site: Site, address: str) -> None:
        """Count a reader's question. Each site has its own counts."""
        for text, whose, who in ((site.rate, "address", address), (site.total_rate, "site", "all")):
            rate = self._rates.setdefault((text, whose), Rate(text, whose))
            rate.count(f"{site.key} {who}")


def _with_cors(send: Send, origin: str) -> Send:
    """Wrap `send` to add the headers that let a page of this origin read the response."""

    async def send_shared(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if origin:
                headers["Access-Control-Allow-Origin"] = origin
                headers["Access-Control-Expose-Headers"] = "Retry-After"
            headers.add_vary_header("Origin")
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        await send(message)

    return send_shared


def _is_own(headers: Headers) -> bool:
    """Return whether our own page sends the request: the one in a site's frame (`/embed`)."""
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
