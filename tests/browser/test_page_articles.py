"""The articles view, for administrators: what the store holds, imports and removals."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Locator, Page, expect

from index.readers.fetch import FetchConfig
from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.articles import HOSTILE_SOURCE, HOSTILE_TITLE, everything
from tests.browser.conftest import NewPage
from tests.browser.server import serving
from tests.browser.visitor import CONTRAST, answers, ask, panel
from tests.index.readers import website as sites
from ui.app.engine import Engine
from ui.auth.authorization import Authorization

BROKEN = "<img src=x onerror=alert(5)>.json"
TRAM = b"Tram line opens in Orlow\n\nThe tram line of Orlow cost 312 million crowns and opened on Monday."
WELL = b"Well found in Orlow\n\nA well was found under the market of Orlow by Petra Hollis on Sunday."
DROP = """([zone, files]) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  for (const kind of ["dragover", "drop"]) {
    document.querySelector(zone).dispatchEvent(
      new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[sites.Website]:
    with sites.website() as made:
        made.pages["/crane"] = sites.page()
        made.pages["/slow"] = sites.Page((b"<p>Word.</p>",) * 50, pause_s=1)
        yield made


@pytest.fixture(scope="module")
def desk(store_of: StoreOf) -> Iterator[str]:
    """Where an application answers to whom everybody is an administrator, and which fetches from this machine."""
    store = store_of(everything())
    engine = Engine(store, embedded_reader, web=FetchConfig(loopback=True))
    with serving(engine, authorization=Authorization(local=True)) as address:
        yield address
    engine.close()


def view(page: Page) -> None:
    """Open the view and wait for its numbers."""
    page.get_by_role("link", name="Articles", exact=True).click()
    page.locator("#cw-articles .cw-facts").wait_for()
    page.locator("#cw-articles .cw-rows li").first.wait_for()


def report(page: Page) -> Locator:
    """The result of an import."""
    return page.locator("#cw-articles .cw-report")


def addresses(page: Page) -> Locator:
    """The box for URLs."""
    return page.get_by_label("Article URLs")


def titles(page: Page) -> Locator:
    """The listed articles."""
    return page.locator("#cw-articles .cw-rows .cw-title")


def test_files_come_in_are_asked_about_and_go_again(new_page: NewPage, desk: str) -> None:
    page = new_page(desk, timezone_id="Asia/Kathmandu")
    view(page)
    page.evaluate(DROP, ["body", [["tram.txt", TRAM.decode()], [BROKEN, "{broken"]]])
    expect(report(page)).to_contain_text("Added 1, updated 0, unchanged 0, failed 1.")
    expect(report(page).locator("li")).to_contain_text(f"{BROKEN} is not JSON")
    page.get_by_label("choose files").set_input_files(FilePayload(name="well.txt", mimeType="text/plain", buffer=WELL))
    expect(report(page)).to_contain_text("Added 1, updated 0, unchanged 0, failed 0.")
    expect(page.locator(".cw-holds")).to_contain_text("5 articles")
    expect(page.locator(".cw-run").first).to_contain_text("well.txt")
    ended = page.locator(".cw-run time").first
    expect(ended).to_have_attribute("title", re.compile("UTC$"))
    utc = datetime.strptime(f"{ended.get_attribute('title')}+0000", "%d %B %Y, %H:%M UTC%z")
    here = utc.astimezone(ZoneInfo("Asia/Kathmandu"))
    expect(ended).to_have_text(f"{here.day} {here:%B %Y, %H:%M}")
    page.locator(".cw-runs > details > summary").click()
    page.get_by_text("1 failed: see why").click()
    expect(page.locator(".cw-run").nth(1)).to_contain_text(f"{BROKEN} is not JSON")

    page.get_by_role("link", name="Ask", exact=True).click()
    expect(ask(page, "How much did the tram line of Orlow cost?")).to_contain_text("312 million")
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_label("Search the articles").fill("ORLOW tram")
    expect(titles(page)).to_have_text(["Tram line opens in Orlow"])
    page.get_by_role("button", name="Remove: Tram line opens in Orlow").press("Enter")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Remove: Tram line opens in Orlow").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".cw-gone")).to_have_text("Removed: Tram line opens in Orlow")
    expect(page.locator(".cw-gone")).to_be_focused()
    expect(page.locator(".cw-shown")).to_contain_text("No article matches")
    expect(page.locator(".cw-holds")).to_contain_text("4 articles")
    expect(answers(page)).to_have_count(1)


def test_addresses_are_fetched_and_what_fails_stays_to_be_mended(
    new_page: NewPage, desk: str, site: sites.Website
) -> None:
    page = new_page(desk)
    view(page)
    addresses(page).fill("not-an-address")
    addresses(page).press("Enter")
    expect(report(page)).to_contain_text("'not-an-address' is not a valid URL; enter the full address")
    gone = f"{site.address}/gone"
    addresses(page).fill(f"{site.address}/crane\n{gone}")
    page.route("**/api/ingest", lambda route: route.abort())  # as where the network is gone
    page.get_by_role("button", name="Fetch").click()
    expect(report(page)).to_contain_text("The server is not responding")
    expect(addresses(page)).to_have_value(f"{site.address}/crane\n{gone}")
    page.unroute("**/api/ingest")
    page.get_by_role("button", name="Send again").click()
    expect(report(page)).to_contain_text("Added 1, updated 0, unchanged 0, failed 1.")
    expect(report(page).locator("li")).to_contain_text(f"{gone} does not exist; check the address")
    expect(addresses(page)).to_have_value(gone)
    page.reload()
    expect(addresses(page)).to_have_value(gone)
    page.get_by_role("link", name="Crane falls").click()
    expect(panel(page)).to_contain_text("A crane fell into the harbour of Aldmoor")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Crane falls")).to_be_focused()


def test_fetching_is_stopped_and_what_was_pasted_stays(new_page: NewPage, desk: str, site: sites.Website) -> None:
    page = new_page(desk)
    view(page)
    addresses(page).fill(f"{site.address}/slow")
    page.get_by_role("button", name="Fetch").press("Enter")
    page.get_by_role("button", name="Stop", exact=True).press("Enter")
    expect(report(page)).to_contain_text("Stopped. Articles already added stay.")
    expect(page.get_by_role("button", name="Fetch")).to_be_focused()
    expect(addresses(page)).to_have_value(f"{site.address}/slow")


def test_the_list_goes_page_by_page(new_page: NewPage, desk: str) -> None:
    page = new_page(desk)
    view(page)
    lines = "\n".join(f'{{"id": "pier {n}", "title": "Pier {n}", "text": "Pier {n} is open."}}' for n in range(26))
    piers = FilePayload(name="piers.jsonl", mimeType="text/plain", buffer=lines.encode())
    page.get_by_label("choose files").set_input_files(piers)
    expect(report(page)).to_contain_text("Added 26")
    page.get_by_label("Search the articles").fill("pier")
    expect(page.locator(".cw-shown")).to_have_text("1 to 25 of 26")
    page.get_by_role("button", name="Older").click()
    expect(page.locator(".cw-shown")).to_have_text("26 to 26 of 26")
    page.locator(".cw-remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".cw-shown")).to_have_text("1 to 25 of 25")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_all_and_axe_finds_nothing(new_page: NewPage, desk: str, scheme: str) -> None:
    page = new_page(desk, viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    view(page)
    page.locator("#cw-articles .js-plotly-plot[role=img] .point").first.wait_for()
    assert any("Plotly" in url for url in loaded)
    page.evaluate(DROP, ["body", [[BROKEN, "{broken"]]])
    expect(report(page).locator("li")).to_be_visible()
    page.locator("#cw-articles .cw-store summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for text in (".cw-lead p", ".cw-choose", ".cw-kinds", ".cw-begin", ".cw-failures b", ".cw-facts dt", ".cw-when",
                 ".cw-swatches bdi", "summary", "thead th", ".cw-title", ".cw-by", ".cw-remove", "label"):  # fmt: skip
        assert page.locator(f"#cw-articles {text}").first.evaluate(CONTRAST) >= 4.5, text
    found = Axe().run(page, context="#cw-articles").response["violations"]
    page.locator(".cw-remove").first.tap()
    found += Axe().run(page, context=".cw-removal").response["violations"]
    assert [(one["id"], node["html"]) for one in found for node in one["nodes"]] == []
    expect(page.locator("#cw-articles .cw-rows")).to_contain_text(HOSTILE_TITLE)
    expect(page.locator("#cw-articles .cw-store table")).to_contain_text(HOSTILE_SOURCE)
    assert page.locator("#cw-articles :is(img, script), a[href^=javascript]").count() == 0


def test_a_reader_neither_sees_it_nor_may_use_it(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    expect(page.get_by_role("link", name="Check a draft")).to_be_visible()
    page.locator(".cw-suggestion").first.wait_for()  # the page is whole
    expect(page.get_by_role("link", name="Articles", exact=True)).to_have_count(0)
    page.evaluate("location.hash = '#articles'")
    expect(page.get_by_label("Your question")).to_be_visible()
    assert page.locator("#cw-articles").count() == 0
    for path, method in (("articles", "GET"), ("overview", "GET"), ("ingest", "POST"), ("remove", "POST")):
        asked = "([path, method]) => fetch(`/api/${path}`, { method }).then(({ status }) => status)"
        assert page.evaluate(asked, [path, method]) == 401
