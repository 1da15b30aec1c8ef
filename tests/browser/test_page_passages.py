"""Readers limited to passages can read cited passages on the page."""

from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.scripted import ScriptedEngine
from tests.browser.server import serving
from tests.browser.visitor import ask, marked, panel
from ui.auth.authorization import Authorization


def test_the_panel_shows_the_passage_with_the_words_marked(new_page: NewPage, engine: ScriptedEngine) -> None:
    with serving(engine, authorization=Authorization(reading="passages")) as address:
        page = new_page(address)
        answer = ask(page, "How many people were rescued from the ferry Marigold?")
        answer.locator(".cw-claim .cw-cite").first.click()
        assert "Forty-two people were rescued from the ferry Marigold" in marked(page)
        expect(panel(page)).to_contain_text("You cannot read the whole article here")
        expect(panel(page)).to_contain_text("Ellery Herald")
        expect(panel(page).get_by_role("link")).to_have_attribute("href", "https://herald.example/storm?page=1")
        page.evaluate("location.hash = '#cite-1-1/1/0/5/storm.md'")
        page.reload()
        expect(panel(page)).to_contain_text("only passages of articles may be read here")
