"""The door of the widget, before all others: what is below `/api/sites/KEY` is for pages of that site alone.

A browser says of what origin the page is that asks; programs can say what they like, and are held by the rates. No
cookie is read or set: a page that holds the widget sees nothing of a visitor's own conversations.
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
_SITE = "site"
_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class Embedded:
    """A site whose page asks, and which of its readers: the tab, or the address where that says nothing."""

    site: Site
    reader: str


def embedded(scope: Scope) -> Embedded | None:
    """The site whose page sends this request; None for any other."""
    found = scope.get("state", {}).get(_SITE)
    assert found is None or isinstance(found, Embedded)
    return found


class SiteMiddleware:
    """Lets in the pages of a site's own origins, and tells their browsers so (CORS)."""

    def __init__(self, app: ASGIApp, sites: Sites, refused: Callable[[str], None]) -> None:
        """`refused` is told of each refusal."""
        self._app = FaultMiddleware(app)  # within CORS: else a page sees no more of a fault than of a refusal
        self._sites = sites
        self._told = refused
        self._noted: dict[tuple[str, str], None] = {}
        self._rates: dict[tuple[str, str], Rate] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not scope["path"].startswith(ROOT):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        site = self._sites.get(scope["path"].removeprefix(ROOT).partition("/")[0])
        if not site or not (self._sites.allows(site, origin) or _is_own(headers)):
            self._told("origin")
            self._note(origin, scope["path"].removeprefix(ROOT).partition("/")[0])
            detail = (
                "no page of this origin may ask here; `citewell sites add NAME --origin ORIGIN` lets one in, "
                "and its key goes into the page"
            )
            await problem(scope, 403, detail, {"Vary": "Origin"})(scope, receive, send)
            return
        await self._let_in(site, scope, receive, _telling(send, origin))

    async def _let_in(self, site: Site, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
            return
        address = address_of(scope)
        try:
            if scope["method"] == "POST":
                self._count(site, address)
        except RefusedError as refused:
            self._told(refused.reason)
            await refused.send(scope, receive, send)
            return
        tab = Headers(scope=scope).get(TAB, "")[:LONGEST_TAB]
        scope.setdefault("state", {})[_SITE] = Embedded(site, tab or address)
        note_site_reader(scope, SiteReader(site.key, tab or address))
        await self._app(scope, receive, send)

    def _note(self, origin: str, key: str) -> None:
        """Say in the log which page was refused, once: a browser tells its publisher no more than that it failed."""
        known = (origin, key) in self._noted
        self._noted[origin, key] = None
        if len(self._noted) > MOST_NOTED:
            del self._noted[next(iter(self._noted))]
        if not known:
            told = "a page of %.200r was refused with the key %.100r; `citewell sites list` has the keys and origins"
            _LOG.warning(told, origin, key)

    def _count(self, site: Site, address: str) -> None:
        """One question of a reader. Each rate is counted for its site alone."""
        for text, whose, who in ((site.rate, "address", address), (site.total_rate, "site", "all")):
            counted = self._rates.setdefault((text, whose), Rate(text, whose))
            counted.count(f"{site.key} {who}")


def _telling(send: Send, origin: str) -> Send:
    """`send`, which says to the browser that a page of this origin may read what comes."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if origin:
                headers["Access-Control-Allow-Origin"] = origin
                headers["Access-Control-Expose-Headers"] = "Retry-After"
            headers.add_vary_header("Origin")
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        await send(message)

    return told


def _is_own(headers: Headers) -> bool:
    """Whether it is a page of ours that asks: the one in a site's frame (`/embed`)."""
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
