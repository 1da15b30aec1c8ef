"""Filters: set by controls, shown as chips, kept for later questions, named in answers, removed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.news import ferry, news
from tests.browser.server import serving
from tests.browser.visitor import answers, ask, box, finished, narrow
from ui.app.engine import Engine

RESCUED = "How many people were rescued from the flood in Kestrin?"
OPENED = "Who opened the shelter in Oskel?"


@pytest.fixture(scope="module")
def address(store_of: StoreOf) -> Iterator[str]:
    """Where the application over the news of the flood answers; one article is in another language."""
    store = store_of([*news(), replace(ferry(), language="uk")])
    engine = Engine(store, embedded_reader)
    with serving(engine) as address:
        yield address
    engine.close()


def test_a_source_and_a_day_hold_until_their_chips_are_pressed(page: Page) -> None:
    button = page.get_by_role("button", name="Filters")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_label("Published since")).to_be_hidden()
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.get_by_label("Published until").fill("2023-03-15")
    page.get_by_label("Sources").fill("weir")
    page.get_by_role("option", name="Weir Gazette (1)").wait_for()
    page.keyboard.press("Enter")
    day = page.get_by_role("button", name="Remove: Published until 15 March 2023")
    source = page.get_by_role("button", name="Remove: Source: Weir Gazette")
    expect(day).to_be_visible()
    expect(source).to_be_visible()
    fields = page.locator("#cw-filters :is(input[type=date], .wrap:has(input))")
    assert fields.evaluate_all("all => new Set(all.map(one => Math.round(one.getBoundingClientRect().top))).size") == 1
    answer = ask(page, RESCUED)
    expect(answer.locator(".cw-short")).to_contain_text("30")
    for seen in (answer.locator(".cw-short"), box(page), page.get_by_label("Languages")):
        expect(seen).to_be_in_viewport()
    expect(answer.locator(".cw-chip")).to_have_text(["Published until 15 March 2023", "Source: Weir Gazette"])
    source.focus()
    page.keyboard.press("Enter")
    expect(source).to_have_count(0)
    expect(box(page)).to_be_focused()
    answer = ask(page, RESCUED)
    expect(answer.get_by_role("table")).to_contain_text("Twelve")
    expect(answer.locator(".cw-chip")).to_have_text(["Published until 15 March 2023"])
    expect(answers(page).first.locator(".cw-chip")).to_have_count(2)


def test_what_lies_elsewhere_is_offered_and_shown_by_one_click(page: Page) -> None:
    narrow(page)
    page.get_by_label("Languages").click()
    page.get_by_role("option", name="Ukrainian (1)").click()
    answer = ask(page, OPENED)
    expect(answer.locator(".cw-headline")).to_have_text("No answer found with these filters.")
    expect(answer).to_contain_text("Nothing in the language uk answers this; elsewhere there are passages that may")
    expect(answer.locator(".cw-nearest .cw-card").first).to_contain_text("It was opened by the mayor, Ines Varga")
    answer.get_by_role("button", name="Search everything").click()
    lifted = answers(page).nth(1)
    expect(lifted.locator(".cw-claim")).to_contain_text("Ines Varga")
    finished(page).wait_for()
    expect(lifted.locator(".cw-chip")).to_have_count(0)
    expect(page.locator("#cw-set .cw-chip")).to_have_count(0)
    expect(ask(page, RESCUED).locator(".cw-chip")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_controls_fit_a_phone_with_large_text(new_page: NewPage, address: str, scheme: str) -> None:
    page = new_page(address, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.add_style_tag(content="html { font-size: 200% }")
    narrow(page)
    page.get_by_label("As known on").fill("2023-03-20")
    page.get_by_role("button", name="Remove: As known on 20 March 2023").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in ("Published since", "Published until", "Sources", "Languages"):
        page.get_by_label(control).scroll_into_view_if_needed()
        expect(page.get_by_label(control)).to_be_in_viewport()
    assert [one for one in violations(page) if "#cw-set" in one or "#cw-narrow" in one or "#cw-since" in one] == []
