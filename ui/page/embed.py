"""Serve the widget: the script at /widget.js, and a page for an iframe at /embed?site=KEY."""

from html import escape
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from ui.messages.language import words_of
from ui.messages.messages import NAME
from ui.sites.sites import Sites

SCRIPT = Path(__file__).parent.parent / "static" / "widget.js"
FOR_ANY_PAGE = {
    "Content-Type": "text/javascript; charset=utf-8",
    "Access-Control-Allow-Origin": "*",  # module scripts from another origin need it; the script holds no data
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=3600, stale-while-revalidate=86400",
}
FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
    " require-trusted-types-for 'script'; frame-ancestors "
)


def embed_pages(sites: Sites) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    files = StaticFiles(directory=SCRIPT.parent)

    @router.get("/widget.js")
    async def script(request: Request) -> Response:
        """Send the widget's script, or a 304 to a browser that has it."""
        response = await files.get_response(SCRIPT.name, request.scope)
        response.headers.update(FOR_ANY_PAGE)
        return response

    @router.get("/embed")
    def frame(request: Request, site: str = "", lang: str = "") -> Response:
        """Send the widget as a page that only the site's origins may frame."""
        found = sites.get(site)
        words = words_of(request)
        if found is None or request.headers.get("sec-fetch-dest", "iframe") not in ("iframe", "frame"):
            page = (
                f'<!doctype html><html lang="{words.language}"><title>{NAME}</title><p>{words.entry.no_site}</p></html>'
            )
            return HTMLResponse(page, 404, headers={"Content-Security-Policy": "default-src 'none'"})
        language = escape(lang[:20] or words.language)
        page = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(found.name)}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
            '<link rel="stylesheet" href="static/embed.css"><script type="module" src="./widget.js" '
            f'data-site="{escape(found.key)}" data-mode="page" data-lang="{language}"></script></head>'
            "<body></body></html>"
        )
        policy = FRAME_POLICY + sites.ancestors(found)
        return HTMLResponse(page, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})

    return router
