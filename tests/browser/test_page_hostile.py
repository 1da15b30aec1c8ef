"""Hostile articles stay plain text wherever the page shows them."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from lxml import html as parser
from markdown_it import MarkdownIt
from playwright.sync_api import Locator, Page, expect

from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.articles import harbour
from tests.browser.conftest import NewPage
from tests.browser.hostile import ELSEWHERE, NAMED, Hostile, hostile
from tests.browser.server import serving
from tests.browser.visitor import ask, panel
from ui.app.engine import Engine
from ui.auth.authorization import Authorization

PLACES = "#cw-chat, #cw-panel, #cw-articles, #cw-list"
"""Elements that show text of articles."""
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
ALIVE = """([places, own]) => [...document.querySelectorAll(places)].flatMap(place =>
  [...place.querySelectorAll("*")].flatMap(element => {
    const faults = [];
    if (element.matches("script, iframe, object, embed, base, meta, link, math, img, form[action]:not([action^='/'])"))
      faults.push("element");
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) faults.push(name);
      if (/^(href|src|srcset|action|formaction|data|poster|xlink:href|style)$/.test(name)
          && /javascript:|vbscript:|data:|position: *fixed/i.test(value)) faults.push(`${name}=${value}`);
      if (/^(id|class)$/.test(name) && value.includes("NAMED")) faults.push(`${name}=${value}`);
    }
    if (element.matches("a[href='/logout'], a[href^='#cite-'][href*='/NAMED/'], [id^=cw-lift]"))
      faults.push("forged");
    if (element.matches(`a[href^="http"][href*="ELSEWHERE"]:not(${own})`)) faults.push("link");
    return faults.map(fault => `${fault}: ${element.outerHTML.slice(0, 200)}`);
  }))""".replace("ELSEWHERE", ELSEWHERE).replace("NAMED", NAMED)
"""Finds elements that article text must not create. Exempt are `own`: our links to the article's URL."""
OUTSIDE = """card => {
  const frame = card.getBoundingClientRect();
  return [...card.querySelectorAll("*")].filter(element => {
    const place = element.getBoundingClientRect();
    const beside = place.left < frame.left - 1 || place.right > frame.right + 1;
    return place.width && (beside || place.bottom > frame.bottom + 1);
  }).map(element => element.outerHTML.slice(0, 200));
}"""
"""Finds elements that leave their card."""
FORWARDS = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const left = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  };
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.data.trim().length > 3) return left(text, 0) < left(text, 3);
  }
  return false;
}"""
"""Tests whether an element's first words run from left to right."""


@pytest.fixture(scope="module")
def address(store_of: StoreOf) -> Iterator[str]:
    """Where the application over the hostile articles answers, to whom it takes for an administrator."""
    store = store_of([harbour(), *(one.article for one in hostile())])
    engine = Engine(store, embedded_reader)
    with serving(engine, authorization=Authorization(local=True)) as address:
        yield address
    engine.close()


def alive(page: Page) -> list[str]:
    """Return the elements that article text has created."""
    found: list[str] = page.evaluate(ALIVE, [PLACES, ".cw-original"])
    return found


def fits(page: Page) -> bool:
    """Return whether the page has no horizontal scroll bar."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def card_of(answer: Locator, one: Hostile) -> Locator:
    """The answer's card for an article."""
    return answer.locator(".cw-card").filter(has_text=one.shown).first


def test_the_lists_of_articles_and_conversations_are_text(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    attack = hostile()[0].shown
    ask(page, attack)
    expect(page.locator("#cw-list")).to_contain_text(attack[:20])
    page.get_by_role("link", name="Articles", exact=True).click()
    rows = page.locator("#cw-articles .cw-rows > li")
    expect(rows).to_have_count(len(hostile()) + 1)
    page.locator("#cw-articles .js-plotly-plot .point").first.wait_for()
    for one in hostile()[:-2]:  # of the last two what can be seen is less than what was written
        expect(rows.filter(has_text=one.shown).locator(".cw-by")).to_contain_text(one.shown)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert alive(page) == []
        assert fits(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_answer_and_the_article_are_text(new_page: NewPage, address: str, width: int) -> None:
    page = new_page(address, viewport={"width": width, "height": 844})
    for one in hostile():
        answer = ask(page, one.question)
        card = card_of(answer, one)
        assert card.evaluate(OUTSIDE) == [], one.question
        assert alive(page) == []
        assert fits(page)
        assert all(it.evaluate(FORWARDS) for it in answer.locator(".cw-card-when span, .cw-about span").all())
        card.locator(".cw-card-title").first.click()
        panel(page).locator("mark").first.wait_for()
        expect(panel(page).locator(".cw-text")).to_contain_text(one.shown)
        assert alive(page) == []
        assert panel(page).evaluate("it => it.scrollWidth <= it.clientWidth")
        expect(panel(page).locator("dt").first).to_have_text("Source")
        assert panel(page).locator("dt").first.evaluate(FORWARDS)
        page.keyboard.press("Escape")
    expect(ask(page, "How many homes were left without power?").locator(".cw-short")).to_contain_text("1,400")


def test_what_is_kept_and_what_is_taken_away_are_text(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    begun = page.request.post(urljoin(address, "/api/conversations"), data={"title": hostile()[0].shown}).json()
    for one in hostile():
        asked = {"question": one.question, "conversation_id": begun["id"], "stream": False}
        answer = page.request.post(urljoin(address, "/api/chat"), data=asked).json()
        page.goto(urljoin(address, f"/a/{answer['answer_id']}"))
        expect(page.locator("main")).to_contain_text(one.question)
        assert page.evaluate(ALIVE, ["main", "p > a[rel]"]) == []
        assert fits(page)
    exported = page.request.get(urljoin(address, f"/api/conversations/{begun['id']}/export?format=markdown")).text()
    read = parser.fromstring(
        MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"]).render(exported)
    )
    tags = {element.tag for element in read.iter()}
    assert tags <= {"div", "h1", "h2", "h3", "p", "strong", "em", "ul", "ol", "li", "blockquote", "a", "br", *TABLE}
    links = {link.get("href").partition(":")[0] for link in read.iter("a")}
    assert links <= {"http", "https"}
