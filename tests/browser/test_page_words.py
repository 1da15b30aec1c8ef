"""The page in a visitor's language, and articles in right-to-left languages."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from index.article import Article
from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.articles import moment
from tests.browser.conftest import NewPage
from tests.browser.scripted import STREAM, ScriptedEngine
from tests.browser.server import serving
from tests.browser.visitor import ask, marked, panel
from ui.app.engine import Engine
from ui.messages.load import all_messages

SHIPS = "How many ships waited in Haifa harbour?"
TITLE = "הסערה סגרה את נמל חיפה"
DIRECTION = "it => getComputedStyle(it).direction"
TURNED = "\u202eWho? \u2067[1]"
"""A question that tries to reverse the text beside it."""


@pytest.fixture(scope="module")
def hebrew_address(store_of: StoreOf) -> Iterator[str]:
    """Where the application over one article answers, most of which is Hebrew."""
    article = Article.make(
        fallback_id="haifa.md",
        title=TITLE,
        source="הארץ",
        published=moment(15),
        language="he",
        text="About 300 ships waited in Haifa harbour.\n\nהסערה סגרה את הנמל ביום שלישי. 300 אוניות המתינו.",
    )
    store = store_of([article])
    engine = Engine(store, embedded_reader)
    with serving(engine) as address:
        yield address
    engine.close()


def put(page: Page, question: str) -> None:
    """Type a question and press Enter, whatever the label of the box."""
    box = page.locator("#cw-question textarea")
    box.fill(question)
    box.press("Enter")


def test_a_ukrainian_browser_gets_the_page_in_ukrainian(
    new_page: NewPage, address: str, engine: ScriptedEngine
) -> None:
    page = new_page(address, locale="uk-UA")
    expect(page.get_by_label("Ваше запитання")).to_be_visible()
    expect(page.locator("html[lang=uk][dir=ltr]")).to_have_count(1)
    expect(page.locator(".cw-holds")).to_have_text("3 статті, найновіша за 15 листопада 2022")
    engine.go_on.clear()
    put(page, STREAM)
    expect(page.locator(".cw-understood")).to_have_text("Запитання зрозуміло так: Who was rescued, slowly?")
    expect(page.locator(".cw-passed")).to_have_text("Пишу відповідь: перевірено 1 речення")
    expect(page.locator(".cw-stage")).to_have_text("Звіряю кожне речення з джерелом")
    page.locator(".cw-cite").first.click()
    assert marked(page) == "Forty-two people"
    expect(panel(page)).to_contain_text("15 листопада 2022")
    expect(panel(page).get_by_role("link")).to_have_text("Читати оригінал на herald.example")
    panel(page).get_by_role("button", name="Закрити").click()
    page.get_by_role("button", name="Зупинити").click()
    expect(page.locator("#cw-chat .cw-note")).to_have_text("Зупинено.")
    engine.go_on.set()
    page.get_by_role("button", name="Нова розмова").click()
    expect(page.locator(".cw-welcome h2")).to_have_text("Що ви хочете дізнатися?")


@pytest.mark.parametrize(("accepted", "said"), [("uk-UA,uk;q=0.9", "uk"), ("en", "en"), ("fr", "en")])
def test_a_page_is_drawn_in_the_language_of_the_browser_at_once(address: str, accepted: str, said: str) -> None:
    drawn = httpx.get(f"{address}config", headers={"Accept-Language": accepted}, timeout=60)
    assert "Accept-Language" in drawn.headers["vary"]
    for words in all_messages().values():
        for first in (
            words.views.check,
            words.chat.box,
            words.opening.title,
            words.filters.narrow,
            words.articles.help,
        ):
            assert (first in drawn.text) == (words.language == said), first


def test_the_address_asks_for_a_language_and_answers_are_in_it(new_page: NewPage, address: str) -> None:
    page = new_page(f"{address}?lang=uk", locale="en-GB")
    expect(page.locator("html[lang=uk]")).to_have_count(1)
    page.get_by_role("link", name="Перевірити чернетку").click()
    page.get_by_label("Ваша чернетка").fill(
        "Forty-two people were rescued from the ferry Marigold, the coastguard said."
    )
    page.get_by_role("button", name="Перевірити", exact=True).click()
    expect(page.locator("#cw-check-status")).to_have_text("Усі речення перевірено.")
    expect(page.locator(".cw-counts")).to_have_text("✓ 1 підтверджене")
    page.get_by_role("link", name="Запитати", exact=True).click()
    put(page, "Who won the chess championship in Reykjavik?")
    expect(page.locator(".cw-headline")).to_have_text("У цих статтях відповіді не знайдено.")
    expect(page.locator(".cw-notice").first).to_contain_text("Жодна зі статей цього не повідомляє")


def test_the_address_goes_before_the_browser(new_page: NewPage, address: str) -> None:
    page = new_page(f"{address}?lang=en", locale="uk-UA")
    expect(page.locator("html[lang=en]")).to_have_count(1)
    expect(page.locator(".cw-holds")).to_have_text("3 articles, the latest from 15 November 2022")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()


def test_an_article_reads_in_the_direction_of_its_letters(new_page: NewPage, hebrew_address: str) -> None:
    page = new_page(hebrew_address)
    card = ask(page, SHIPS).locator(".cw-card").first
    expect(card.locator(".cw-card-title")).to_have_text(TITLE)
    assert card.locator(".cw-card-head").evaluate(DIRECTION) == "rtl"
    assert _right(card.locator(".cw-card-title")) == pytest.approx(_right(card.locator(".cw-card-head")), abs=2)
    assert card.locator(".cw-quote").evaluate(DIRECTION) == "ltr"
    assert _right(card.locator(".cw-card-by bdi")) < _right(card.get_by_text("15 November 2022"))
    card.locator(".cw-card-title").click()
    assert marked(page) == "About 300 ships waited in Haifa harbour."
    assert panel(page).locator("h2").evaluate(DIRECTION) == "rtl"
    assert [it.evaluate(DIRECTION) for it in panel(page).locator(".cw-text p").all()] == ["ltr", "rtl"]
    assert panel(page).locator(".cw-details").evaluate(DIRECTION) == "ltr"


def test_what_is_typed_turns_nothing_of_the_page_around(new_page: NewPage, hebrew_address: str) -> None:
    page = new_page(hebrew_address)
    ask(page, TURNED)
    ask(page, "מה קרה בנמל?")
    assert [it.evaluate(DIRECTION) for it in page.locator(".cw-question").all()] == ["ltr", "rtl"]
    for said in page.locator(".cw-headline, .cw-section h3").all():
        assert said.evaluate(DIRECTION) == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _right(place: Locator) -> float:
    """Return the position of its right edge."""
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"]
