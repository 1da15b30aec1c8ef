"""Pages of a paper, on their own port, that embed the widget."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tests.browser.server import listening

STORY = "<h1>The paper</h1>" + "<p>Words of an article that has nothing to do with what is asked.</p>" * 20


class Paper:
    """A site: `address` is its origin, `pages` its pages by path, `policies` what they are sent with, and `scripts` its
    own scripts by path."""

    def __init__(self) -> None:
        self.address = ""
        self.pages: dict[str, str] = {}
        self.policies: dict[str, str] = {}
        self.scripts: dict[str, str] = {}

    def holding(self, path: str, server: str, key: str, *, more: str = "", head: str = "", policy: str = "") -> str:
        """Add a page with the widget's tag, whose other attributes are `more`; return its URL."""
        tag = f'<script type="module" src="{server}widget.js" data-site="{key}" {more}></script>'
        return self.page(path, f"{STORY}{tag}", head, policy)

    def page(self, path: str, body: str, head: str = "", policy: str = "") -> str:
        """Add a page and return its URL."""
        start = f'<!doctype html><html lang="en"><head><title>Paper</title>{head}</head>'
        self.pages[path] = f"{start}<body>{body}</body></html>"
        self.policies[path] = policy
        return f"{self.address}{path}"

    async def answer(self, request: Request) -> Response:
        """One of the pages."""
        path = request.url.path.removeprefix("/")
        if path in self.scripts:
            return Response(self.scripts[path], media_type="text/javascript")
        if path not in self.pages:
            return Response(status_code=404)
        policy = self.policies[path]
        return HTMLResponse(self.pages[path], headers={"Content-Security-Policy": policy} if policy else {})


@contextmanager
def publishing() -> Iterator[Paper]:
    """Serve a paper's pages within the context."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    paper = Paper()
    with listening(Starlette(routes=[Route("/{path:path}", paper.answer)])) as address:
        paper.address = address
        yield paper


def bubble(page: Page) -> Locator:
    """The widget's button."""
    return page.get_by_role("button", name="Ask about the articles")


def opened(page: Page) -> Locator:
    """Open the widget by its button and return it."""
    bubble(page).click()
    panel = page.get_by_role("dialog")
    panel.wait_for()
    return panel


def ask(panel: Locator, question: str) -> Locator:
    """Ask, wait for the end, and return the answer."""
    before = panel.get_by_role("article").count()
    panel.get_by_label("Your question").fill(question)
    panel.get_by_label("Your question").press("Enter")
    answer = panel.get_by_role("article").nth(before)
    answer.get_by_role("button", name="Regenerate").wait_for()
    return answer
