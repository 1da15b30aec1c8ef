"""The sources of an answer: one card each, and moving between citations."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.axe import violations
from tests.browser.news import news
from tests.browser.server import serving
from tests.browser.visitor import ask, box, marked, panel
from ui.app.engine import Engine

RESCUED = "How many people were rescued from the flood in Kestrin?"


@pytest.fixture(scope="module")
def address(store_of: StoreOf) -> Iterator[str]:
    """Where the application over the news of the flood answers."""
    store = store_of(news())
    engine = Engine(store, embedded_reader)
    with serving(engine) as address:
        yield address
    engine.close()


def test_keys_and_buttons_lead_from_citation_to_citation(page: Page) -> None:
    answer = ask(page, RESCUED)
    first = answer.locator(".cw-claim .cw-cite").first
    first.click()
    assert "47 people were rescued" in marked(page)
    expect(panel(page)).to_contain_text("1 of 4")
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("j")
    expect(panel(page)).to_contain_text("2 of 4")
    page.keyboard.press("]")
    expect(panel(page)).to_contain_text("3 of 4")
    assert "About 30 people" in marked(page)
    expect(first).not_to_have_attribute("aria-current", "true")
    following = panel(page).get_by_role("button", name="Next citation")
    following.focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("4 of 4")
    assert "Twelve people" in marked(page)
    expect(following).to_be_focused()
    expect(following).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("status").filter(has_text="Flood reaches Kestrin in the night")).to_have_count(1)
    following.press("Enter")
    expect(panel(page)).to_contain_text("4 of 4")
    panel(page).get_by_role("button", name="Previous citation").click()
    expect(panel(page)).to_contain_text("3 of 4")
    box(page).press_sequentially("jk[]")
    expect(box(page)).to_have_value("jk[]")
    expect(panel(page)).to_contain_text("3 of 4")
    assert [one for one in violations(page) if "#cw-panel" in one or ".cw-step" in one] == []
    page.keyboard.press("Escape")
    expect(answer.get_by_role("table").get_by_role("link", name="[3]")).to_be_focused()


def test_one_independent_source_has_one_card(page: Page) -> None:
    ask(page, RESCUED)
    cards = page.locator(".cw-card")
    expect(cards).to_have_count(4)
    expect(cards.first.locator(".cw-card-by")).to_have_text("Oskel Valley Newsalso in 1 outlet: Lakeside Tribune")
    original = cards.first.get_by_role("link", name="Original")
    expect(original).to_have_attribute("href", "https://valley.example/water-falls")
