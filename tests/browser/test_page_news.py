"""What the page shows of changing news: conflicting figures, corrections, as-of dates, date filters."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from index.ingest.ingestion import remove
from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.conftest import NewPage
from tests.browser.news import HOSTILE_OUTLET, HOSTILE_WORDS, ferry, later, news
from tests.browser.server import serving
from tests.browser.visitor import CONTRAST, answers, ask, finished, marked, narrow, panel
from ui.app.engine import Engine

RESCUED = "How many people were rescued from the flood in Kestrin?"
BEDS = "How many beds does the shelter in Oskel have?"
WINDOWED = "Who opened the shelter in Oskel, in articles published on 16 March 2023?"
RESIGNED = "Why did the ferry captain Bram Hollis resign?"


@pytest.fixture(scope="module")
def address(store_of: StoreOf) -> Iterator[str]:
    """Where the application over the news of the flood answers; one article has been corrected, and one removed."""
    store = store_of([*news(hostile=True), ferry()], later(hostile=True))
    remove(store, [ferry().id])
    engine = Engine(store, embedded_reader)
    with serving(engine) as address:
        yield address
    engine.close()


def test_values_that_differ_stand_side_by_side_the_answers_own_first(page: Page) -> None:
    rows = ask(page, RESCUED).get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(4)
    for text in ("47", "Used above", "the fire service", "2 independent sources", "16 March 2023", "[1]", "[2]"):
        expect(rows.nth(1)).to_contain_text(text)
    for text in ("About 30", HOSTILE_OUTLET, "1 independent source", "15 March 2023", "Superseded", "[3]"):
        expect(rows.nth(2)).to_contain_text(text)
    expect(rows.nth(3)).to_contain_text("Twelve")
    rows.nth(3).get_by_role("link").click()
    assert "Twelve people were rescued" in marked(page)
    heads = page.locator(".cw-conflict thead")
    expect(heads).to_be_visible()  # there is room for columns beside the article
    page.set_viewport_size({"width": 1024, "height": 720})
    expect(heads).to_be_hidden()  # and here there is none
    expect(page.locator(".cw-column", has_text="According to").first).to_be_visible()


def test_a_point_of_the_chart_opens_its_article_at_the_words(page: Page) -> None:
    ask(page, RESCUED)
    point = page.get_by_role("link", name=f"About 30: {HOSTILE_OUTLET}, 15 March 2023")
    page.mouse.click(*_middle(point))
    assert marked(page).startswith("About 30 people were rescued")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    page.get_by_role("link", name="Twelve: Kestrin Courier, 14 March 2023").focus()
    page.keyboard.press("Enter")
    assert marked(page).startswith("Twelve people were rescued")


def test_plotly_is_loaded_with_the_first_chart_and_not_before(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    ask(page, BEDS)
    assert not [url for url in loaded if "Plot" in url]
    ask(page, RESCUED)
    page.locator(".js-plotly-plot .point").first.wait_for()
    assert [url for url in loaded if "Plot" in url]


def test_a_claim_says_according_to_whom_and_how_many_report_it(page: Page) -> None:
    answer = ask(page, RESCUED)
    claim = answer.locator(".cw-claim").first
    expect(claim).to_contain_text("According to the fire service")
    expect(claim).to_contain_text("Reported by 2 independent sources")
    card = page.locator(".cw-card").first
    expect(card).to_contain_text("also in 1 outlet: Lakeside Tribune")
    expect(card).to_contain_text("Thursday: 16 March 2023")
    expect(ask(page, BEDS)).to_contain_text("Only one outlet reports this: Oskel Valley News.")


def test_a_day_can_be_set_as_of_which_is_answered_and_removed_again(page: Page) -> None:
    day, removed = page.get_by_label("As known on"), page.get_by_role("button", name="Remove: As known on")
    narrow(page)
    day.fill("2023-03-14")
    expect(removed).to_be_visible()
    answer = ask(page, RESCUED)
    expect(answer.locator(".cw-chip")).to_have_text("As known on 14 March 2023")
    expect(answer.locator(".cw-short")).to_have_text("Twelve")
    ask(page, BEDS).locator(".cw-claim .cw-cite").first.click()
    assert "has 300 beds" in marked(page)
    expect(panel(page)).to_contain_text("An earlier version, until 17 March 2023")
    panel(page).get_by_role("button", name="See what changed").click()
    expect(panel(page).locator("ins").first).to_have_text("200")
    page.keyboard.press("Escape")
    removed.click()
    expect(day).to_have_value("")
    answer = ask(page, BEDS)
    expect(answer.locator(".cw-short")).to_have_text("200")
    expect(answer.locator(".cw-chip")).to_have_count(0)


def test_a_day_that_no_article_can_be_of_is_said(page: Page) -> None:
    narrow(page)
    page.get_by_label("As known on").fill("1066-10-14")
    expect(ask(page, BEDS)).to_contain_text("cannot be the date of an article")


def test_a_window_is_said_and_lifted_by_one_click(page: Page) -> None:
    answer = ask(page, WINDOWED)
    expect(answer.locator(".cw-chip")).to_have_text("Published on 16 March 2023")
    expect(answer.locator(".cw-headline")).to_have_text("No answer found within these dates.")
    expect(answer).to_contain_text("outside these dates there are passages that may")
    expect(answer.locator(".cw-nearest .cw-card").first).to_contain_text("It was opened by the mayor, Ines Varga")
    answer.get_by_role("button", name="Search all dates").focus()
    page.keyboard.press("Enter")
    lifted = answers(page).nth(1)
    expect(lifted.locator(".cw-claim")).to_contain_text("Ines Varga")
    finished(page).wait_for()
    expect(page.locator(".cw-question").nth(1)).to_have_text("Who opened the shelter in Oskel?")
    expect(lifted.locator(".cw-chip")).to_have_count(0)


def test_a_correction_shows_what_changed_word_by_word(page: Page) -> None:
    answer = ask(page, BEDS)
    expect(answer.locator(".cw-card").first).to_contain_text("Corrected on 17 March 2023: see what changed")
    link = answer.get_by_role("link", name="see what changed")
    link.focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("New version since 17 March 2023.")
    title = panel(page).locator(".cw-diff-title")
    expect(title.locator("del")).to_have_text("300")
    expect(title.locator("ins")).to_have_text("200")
    text = panel(page).locator(".cw-text")
    expect(text.locator("del")).to_have_text("300 beds")
    expect(text.locator("ins")).to_have_text(f"200 beds{HOSTILE_WORDS}, not 300 as first written")
    expect(text).to_contain_text(f"Volunteers{HOSTILE_WORDS} brought blankets")
    assert page.locator("#cw-panel script, #cw-chat script").count() == 0
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    answer.locator(".cw-card-title").first.click()
    expect(panel(page)).to_contain_text("Changed on 17 March 2023")
    panel(page).get_by_role("button", name="See what changed").click()
    expect(panel(page).locator(".cw-text del")).to_have_text("300 beds")
    panel(page).get_by_role("button", name="Read the article").click()
    expect(panel(page).locator("h2")).to_have_text(f"Mayor opens shelter for 200 families in Oskel{HOSTILE_WORDS}")


def test_an_article_without_earlier_versions_says_nothing_of_them(page: Page) -> None:
    ask(page, RESCUED).locator(".cw-claim .cw-cite").first.click()
    assert "47 people" in marked(page)
    expect(panel(page).get_by_role("button", name="See what changed")).to_have_count(0)


def test_what_stood_in_a_removed_article_is_said_to_be_gone(page: Page) -> None:
    answer = ask(page, RESIGNED)
    expect(answer.locator(".cw-headline")).to_have_text("No answer found in the remaining articles.")
    expect(answer).to_contain_text("has been removed.")


def test_an_answer_has_an_address_of_its_own(page: Page) -> None:
    link = ask(page, BEDS).get_by_role("link", name="Link to this answer")
    page.goto(urljoin(page.url, link.get_attribute("href")))
    expect(page.get_by_role("heading", level=1)).to_have_text(BEDS)
    for text in (
        "200",
        f"has 200 beds{HOSTILE_WORDS}",
        "Oskel Valley News",
        "The cited articles have not changed since.",
    ):
        expect(page.locator("main")).to_contain_text(text)
    assert page.locator("main script").count() == 0
    page.locator("li a").first.click()
    assert "has 200 beds" in marked(page)
    page.goto(urljoin(page.url, "/a/none"))
    expect(page.locator("main")).to_contain_text("Answer not found")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_can_be_read(new_page: NewPage, address: str, scheme: str) -> None:
    page = new_page(address, viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    narrow(page)
    page.get_by_label("As known on").fill("2023-03-20")
    ask(page, RESCUED)
    page.locator(".js-plotly-plot .point").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    overflow = "it => it.scrollWidth <= it.clientWidth"
    assert page.locator(".cw-conflict").evaluate(overflow)
    page.touchscreen.tap(*_middle(page.locator(".js-plotly-plot .point").nth(2)))
    assert "47 people were rescued" in marked(page)
    panel(page).get_by_role("button", name="Close").tap()
    for text in (
        ".cw-chip",
        ".cw-leading",
        ".cw-stands",
        ".cw-hands",
        ".cw-column >> visible=true",
        ".cw-dates span",
        ".cw-chart-title",
    ):
        assert page.locator(text).first.evaluate(CONTRAST) >= 4.5, text
    ask(page, BEDS)
    for text in (".cw-corrected", ".cw-corrected a", "a.cw-permalink", "#cw-narrow", "#cw-set button"):
        assert page.locator(text).first.evaluate(CONTRAST) >= 4.5, text
    page.get_by_role("link", name="see what changed").tap()
    for text in ("ins", "del", ".cw-legend", ".cw-read"):
        assert panel(page).locator(text).first.evaluate(CONTRAST) >= 4.5, text
    assert panel(page).evaluate("it => it.scrollWidth <= innerWidth")


def _middle(point: Locator) -> tuple[float, float]:
    """Return the window position of a chart's point; Plotly's own layer above it takes the clicks."""
    point.page.mouse.wheel(0, 1)  # whoever scrolls is no longer taken along with the answer
    point.evaluate("it => it.scrollIntoView({ block: 'center' })")
    place = point.bounding_box()
    assert place
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
