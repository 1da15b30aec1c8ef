"""Accessibility of the page: axe in every state, keyboard alone, larger text, narrow windows."""

import threading
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.articles import everything
from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.news import later, news
from tests.browser.scripted import DIFFER, FAIL, STREAM, ScriptedEngine
from tests.browser.server import serving
from tests.browser.visitor import answers, ask, box, finished, marked, narrow, panel
from ui.auth.accounts import Accounts
from ui.auth.authorization import Authorization

RESCUED = "How many people were rescued from the flood in Kestrin?"
BEDS = "How many beds does the shelter in Oskel have?"
HOMES = "How many homes were left without power?"
UNANSWERED = "Who won the chess championship in Reykjavik?"
DRAFT = (
    "Forty-two people were rescued from the ferry Marigold, the coastguard said. Seventeen people were rescued from "
    "the ferry Marigold, the coastguard said. The queen of Norway opened an aquarium in Bergen."
)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]
SETTLED = """() => Promise.all(document.getAnimations()
  .filter(one => one.effect.getComputedTiming().iterations !== Infinity).map(one => one.finished.catch(() => null)))"""
"""Stops transitions: axe would measure colours in the middle of a change."""
FITS = "document.documentElement.scrollWidth <= innerWidth"
FOCUS_SHOWN = """() => {
  if (document.activeElement === document.body) return true; // on its way from the last to the first
  for (let at = document.activeElement, up = 0; at && up < 4; at = at.parentElement, up += 1) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    if ((outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none") return true;
  }
  return false;
}"""
CUT = """() => [...document.querySelectorAll("#cw-top *, #cw-switch *, #cw-chat *, #cw-composer button, #cw-panel *")]
  .filter(it => it.children.length === 0 && it.clientWidth && getComputedStyle(it).overflowX === "hidden"
    && it.scrollWidth > it.clientWidth + 1 && !it.matches(".cw-panel-name, .cw-unseen"))
  .map(it => it.outerHTML.slice(0, 200))"""
"""Finds clipped text. Exempt is the panel's bar, which shortens its title on purpose."""


@pytest.fixture(scope="module")
def engine(store_of: StoreOf) -> Iterator[ScriptedEngine]:
    """An engine over all of the articles, one of them corrected."""
    store = store_of([*everything(), *news()], later())
    engine = ScriptedEngine(store, embedded_reader)
    engine.go_on = threading.Event()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def address(engine: ScriptedEngine) -> Iterator[str]:
    """Where it answers, to whom it takes for an administrator."""
    with serving(engine, authorization=Authorization(local=True)) as address:
        yield address
        engine.go_on.set()


class Looks:
    """Collects the violations of a page's states, each light and dark, wide and narrow."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.wrong: list[str] = []

    def at(self, state: str) -> None:
        """Check the page in its present state."""
        for scheme, width in LOOKS:
            self._page.set_viewport_size({"width": width, "height": 844})
            self._page.evaluate("dark => document.body.classList.toggle('dark', dark)", scheme == "dark")
            self._page.evaluate(SETTLED)
            found = violations(self._page)
            if not self._page.evaluate(FITS):
                found.append("it scrolls sideways")
            self.wrong.extend(f"{state}, {scheme}, {width}: {one}" for one in found)
        self._page.set_viewport_size({"width": 1280, "height": 844})


def test_axe_sees_what_is_wrong(page: Page) -> None:
    page.locator(".cw-holds").evaluate("it => { it.style.color = '#ccc'; it.innerHTML = '<img src=\"data:,\">'; }")
    assert {one.partition(":")[0] for one in violations(page)} == {"image-alt"}
    page.locator(".cw-holds").evaluate("it => { it.textContent = 'pale'; }")
    assert {one.partition(":")[0] for one in violations(page)} == {"color-contrast"}


def test_no_state_of_an_answer_breaks_a_rule(page: Page, engine: ScriptedEngine) -> None:
    looks = Looks(page)
    page.locator(".cw-suggestion").first.wait_for()
    looks.at("opening")
    engine.go_on.clear()
    box(page).fill(STREAM)
    box(page).press("Enter")
    page.locator(".cw-claim").first.wait_for()
    looks.at("streaming")
    page.get_by_role("button", name="Stop").click()
    finished(page).wait_for()
    looks.at("stopped")
    engine.go_on.set()
    ask(page, FAIL)
    ask(page, UNANSWERED)
    ask(page, DIFFER)
    looks.at("failed, not found, contradicted")
    ask(page, RESCUED)
    page.locator(".js-plotly-plot .point").first.wait_for()
    page.locator(".cw-confidence summary").last.click()
    page.get_by_text("in 100 answers like this are right.").last.wait_for()
    looks.at("a table, a chart and an opened confidence")
    assert looks.wrong == []


def test_no_state_of_reading_breaks_a_rule(page: Page) -> None:
    looks = Looks(page)
    answer = ask(page, BEDS)
    answer.locator(".cw-claim .cw-cite").first.click()
    marked(page)
    looks.at("an article")
    page.keyboard.press("Escape")
    answer.get_by_role("link", name="see what changed").click()
    panel(page).locator("ins").first.wait_for()
    looks.at("what changed")
    page.keyboard.press("Escape")
    narrow(page)
    page.get_by_label("Published since").fill("2023-03-01")
    page.locator("#cw-set button").first.wait_for()
    looks.at("narrowed")
    answer.locator(".cw-down").click()
    answer.locator(".cw-why-not").click()
    page.get_by_role("dialog").wait_for()
    looks.at("a reason")
    page.keyboard.press("Escape")
    page.locator("#cw-list .cw-list-entries li").first.wait_for()
    looks.at("the list of conversations")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("#cw-list-show").click()
    looks.at("the list over the page")
    page.goto(urljoin(page.url, answer_link(page)))
    looks.at("a kept answer")
    assert looks.wrong == []


def answer_link(page: Page) -> str:
    """The address of the last answer."""
    return answers(page).last.locator(".cw-permalink").get_attribute("href") or ""


def test_no_other_view_breaks_a_rule(page: Page) -> None:
    looks = Looks(page)
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_label("Your draft").fill(DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#cw-check-status")).to_contain_text("All sentences checked")
    looks.at("a checked draft")
    page.get_by_role("link", name="Articles", exact=True).click()
    page.locator("#cw-articles .cw-rows li").first.wait_for()
    page.locator("#cw-articles .js-plotly-plot").wait_for()
    looks.at("articles")
    page.locator("#cw-articles .cw-remove").first.click()
    page.get_by_role("dialog").wait_for()
    looks.at("before an article is removed")
    assert looks.wrong == []


def test_neither_an_empty_store_nor_the_login_breaks_a_rule(new_page: NewPage, empty_address: str) -> None:
    page = new_page(empty_address)
    looks = Looks(page)
    page.locator(".cw-command").wait_for()
    looks.at("empty")
    assert looks.wrong == []


def test_the_login_breaks_no_rule(browser: Browser, engine: ScriptedEngine) -> None:
    Accounts(engine.store.config.folder).add("ana", "reader", "a long password of hers")
    page = browser.new_page()
    looks = Looks(page)
    with serving(engine, authorization=Authorization(auth="accounts")) as guarded:
        page.goto(urljoin(guarded, "/login"))
        looks.at("login")
        page.get_by_label("Name").fill("ana")
        page.get_by_label("Password").fill("wrong")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        looks.at("a wrong password")
    page.close()
    assert looks.wrong == []


def tab_to(page: Page, target: str, *, back: bool = False) -> None:
    """Press Tab until an element has the focus; check that the focus is visible at every stop."""
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        assert page.evaluate(FOCUS_SHOWN), page.evaluate("document.activeElement.outerHTML.slice(0, 300)")
        if page.evaluate("target => document.activeElement.matches(target)", target):
            return
    raise AssertionError(f"the keyboard does not come to {target}")


def test_the_keyboard_alone_asks_reads_stops_and_asks_again(page: Page, engine: ScriptedEngine) -> None:
    tab_to(page, "#cw-question textarea")
    page.keyboard.type(HOMES)
    page.keyboard.press("Enter")
    answers(page).first.wait_for()
    finished(page).wait_for()
    tab_to(page, ".cw-claim .cw-cite", back=True)
    opener = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    assert "1,400 homes" in marked(page)
    expect(panel(page).get_by_role("heading")).to_be_focused()
    tab_to(page, ".cw-close", back=True)
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_hidden()
    assert page.evaluate("document.activeElement.hash") == opener
    engine.go_on.clear()
    tab_to(page, "#cw-question textarea")
    page.keyboard.type(STREAM)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    tab_to(page, "#cw-question .stop-button")
    page.keyboard.press("Enter")
    expect(answers(page).last).to_contain_text("Stopped.")
    engine.go_on.set()
    finished(page).wait_for()
    tab_to(page, "#cw-actions button", back=True)
    while page.evaluate("document.activeElement.textContent.trim()") != "Regenerate":
        tab_to(page, "#cw-actions button", back=True)
    page.keyboard.press("Enter")
    expect(answers(page).last).to_contain_text("They were sailors.")


@pytest.mark.parametrize(("width", "size"), [(1280, "200%"), (390, "200%"), (320, "100%")])
def test_nothing_is_lost_where_letters_are_large_or_the_window_is_small(
    new_page: NewPage, address: str, width: int, size: str
) -> None:
    page = new_page(address, viewport={"width": width, "height": 844})
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    ask(page, RESCUED).locator(".cw-claim .cw-cite").first.wait_for()
    assert page.evaluate(FITS)
    assert page.evaluate(CUT) == []
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_in_viewport(ratio=1)
    answers(page).first.locator(".cw-claim .cw-cite").first.click()
    marked(page)
    assert page.evaluate(FITS)
    assert page.evaluate(CUT) == []
    assert panel(page).evaluate("it => it.scrollWidth <= it.clientWidth")
    expect(panel(page).get_by_role("button", name="Close")).to_be_in_viewport(ratio=1)
