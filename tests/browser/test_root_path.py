"""The page and the widget, served below a path by a reverse proxy, in a browser."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import NewPage, Visit
from tests.browser.embedding import Paper, opened
from tests.browser.embedding import ask as ask_widget
from tests.browser.scripted import ScriptedEngine
from tests.browser.server import listening
from tests.browser.visitor import ask, marked
from tests.ui.proxy import proxied
from ui.server.application import create_app
from ui.sites.sites import Sites

RESCUED = "How many people were rescued from the ferry Marigold?"
MANIFEST = "/manifest.json"
"""Exempt: Gradio writes this URL from the host's root, and nothing depends on it."""


def test_page_and_widget_work_below_a_path(
    new_page: NewPage, visit: Visit, engine: ScriptedEngine, paper: Paper
) -> None:
    site = Sites(engine.store.config.folder).add("Below", origins=(paper.address.rstrip("/"),), rate="")
    with listening(create_app(engine, root_path="/ask")) as behind, proxied(behind) as address:
        page = new_page(address)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        answer = ask(page, RESCUED)
        answer.locator(".cw-claim .cw-cite").first.click()
        assert "Forty-two people were rescued" in marked(page)
        answer.locator(".cw-up").click()
        expect(answer.locator(".cw-told")).not_to_be_empty()
        page.reload()
        expect(page.locator(".cw-claim").first).to_be_visible()  # the conversation is kept, and in the address
        with page.context.expect_page() as new:
            page.locator("a.cw-permalink").last.click(modifiers=["Control"])
        kept = new.value
        expect(kept.get_by_role("heading", level=1)).to_have_text(RESCUED)
        assert urlsplit(kept.url).path.startswith("/ask/a/")
        kept.locator(".home a").click()
        kept.locator(".cw-welcome").wait_for()
        assert [path for path in asked if not path.startswith("/ask/") and path != MANIFEST] == []

        widget = visit(paper.holding("below", address, site.key))
        said = ask_widget(opened(widget), RESCUED)
        expect(said).to_contain_text("Forty-two")
        frame = f'<iframe src="{address}embed?site={site.key}" title="Ask" width="600" height="600"></iframe>'
        framed = visit(paper.page("frame-below", frame)).frame_locator("iframe").locator("citewell-chat")
        expect(ask_widget(framed, RESCUED)).to_contain_text("Forty-two")
