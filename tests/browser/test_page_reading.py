"""Citations, and the article that they open."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.articles import HOSTILE_SOURCE, HOSTILE_TITLE, HOSTILE_WORDS
from tests.browser.conftest import NewPage
from tests.browser.scripted import STREAM, ScriptedEngine
from tests.browser.visitor import CONTRAST, answers, ask, box, marked, panel

RESCUED = "How many people were rescued from the ferry Marigold?"
TERMINAL = "How much will the new ferry terminal cost?"
VISITORS = "How many visitors did the Dunmore carnival draw?"
LIGHTHOUSE = "What did the lighthouse of Vessel Point cost?"


def test_a_click_opens_the_article_at_the_words(page: Page) -> None:
    answer = ask(page, RESCUED)
    answer.locator(".cw-claim .cw-cite").first.click()
    assert "Forty-two people were rescued from the ferry Marigold" in marked(page)
    expect(panel(page).locator("mark").first).to_be_in_viewport()
    for text in (
        "Storm closes Port Ellery",
        "Ellery Herald",
        "Ana Reyes, Tom Okafor",
        "15 November 2022",
        "16 November",
    ):
        expect(panel(page)).to_contain_text(text)
    original = panel(page).get_by_role("link")
    expect(original).to_have_attribute("href", "https://herald.example/storm?page=1")
    expect(original).to_have_attribute("rel", "noopener noreferrer")
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_be_hidden()


def test_a_card_opens_it_too(page: Page) -> None:
    ask(page, TERMINAL).locator(".cw-card-title").first.click()
    assert "£36 million" in marked(page)


def test_the_keyboard_opens_and_closes_it(page: Page) -> None:
    mark = ask(page, RESCUED).locator(".cw-claim .cw-cite").first
    mark.focus()
    page.keyboard.press("Enter")
    assert "Forty-two" in marked(page)
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(mark).to_be_focused()


def test_offsets_hold_behind_emoji(page: Page) -> None:
    ask(page, VISITORS).locator(".cw-cite").first.click()
    assert marked(page) == "The Dunmore carnival drew 61,000 visitors 🎉 over the weekend."


def test_it_opens_while_an_answer_is_being_written(page: Page, engine: ScriptedEngine) -> None:
    engine.go_on.clear()
    box(page).fill(STREAM)
    box(page).press("Enter")
    expect(answers(page).first).to_contain_text("Checking")  # nothing moves any more under the pointer
    answers(page).first.locator(".cw-cite").first.click()
    assert marked(page) == "Forty-two people"
    engine.go_on.set()
    expect(answers(page).first).to_contain_text("They were sailors.")
    assert marked(page) == "Forty-two people"


def test_what_articles_contain_stays_text(page: Page) -> None:
    answer = ask(page, LIGHTHOUSE)
    card = answer.locator(".cw-card").first
    for text in (HOSTILE_TITLE, HOSTILE_SOURCE, HOSTILE_WORDS):
        expect(card).to_contain_text(text)
    answer.locator(".cw-cite").first.click()
    assert HOSTILE_WORDS in marked(page)
    expect(panel(page)).to_contain_text(HOSTILE_TITLE)
    expect(panel(page)).to_contain_text(HOSTILE_SOURCE)
    expect(panel(page).get_by_role("link")).to_have_count(0)
    for planted in ("img[src*=evil]", "a[href^=javascript]", "#cw-chat script, #cw-panel script"):
        assert page.locator(planted).count() == 0


def test_what_visitors_type_stays_text(page: Page) -> None:
    typed = "<img src=http://evil.example/q.png onerror=alert(5)> ![q](http://evil.example/q.png) **bold** $$x$$?"
    ask(page, typed)
    expect(page.locator(".cw-question")).to_have_text(typed)
    assert page.locator("#cw-chat img").count() == 0


def test_a_removed_article_is_said_to_be_gone(page: Page) -> None:
    page.evaluate("location.hash = '#cite-1-1/1/0/5/gone%2Farticle'")
    page.reload()
    expect(panel(page)).to_contain_text("Cannot show the article")
    expect(panel(page)).to_contain_text("gone/article")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_no_sideways_scroll_and_reads_the_article_in_full_width(
    new_page: NewPage, address: str, scheme: str
) -> None:
    page = new_page(address, viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    answer = ask(page, RESCUED)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(box(page)).to_be_in_viewport(ratio=1)
    answer.locator(".cw-cite").first.tap()
    assert "Forty-two" in marked(page)
    assert panel(page).evaluate("it => it.getBoundingClientRect().width === innerWidth && it.scrollWidth <= innerWidth")
    assert page.locator("mark").first.evaluate(CONTRAST) >= 7
    for text in (".cw-panel-title", ".cw-panel dt", ".cw-close"):
        assert page.locator(text).first.evaluate(CONTRAST) >= 4.5
    panel(page).get_by_role("button", name="Close").tap()
    for text in (".cw-short", ".cw-claim", ".cw-cite", ".cw-card-by", ".cw-section h3", "#cw-question .submit-button"):
        assert page.locator(text).first.evaluate(CONTRAST) >= 4.5
