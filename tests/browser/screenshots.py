"""`make screenshots`: the pictures of docs/screenshots, of the page over the example articles."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from index.article import Article
from index.embed import embedded_embedder
from index.ingest import ingest
from index.readers.read import read
from index.store import StoreConfig, open_store
from rag.reader import embedded_reader
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import serving
from tests.browser.visitor import ask, panel
from ui.engine import Engine

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "docs" / "screenshots"
EXAMPLES = ROOT / "examples" / "articles"
QUESTION = "How many missiles were intercepted?"
FOLLOW_UP = "And how many were fired?"
UNANSWERED = "Who won the World Cup?"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        list(ingest(store, [item for item in read([str(EXAMPLES)]) if isinstance(item, Article)]))
        engine = Engine(store, embedded_reader)
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=list(ARGUMENTS))
        with serving(engine) as address:
            take(browser, address)
            browser.close()
        engine.close()


def take(browser: Browser, address: str) -> None:
    """The page at `address`, in every state worth showing."""
    page = _open(browser, address, DESKTOP, "light")
    page.locator(".cw-suggestion").first.wait_for()
    _save(page, "opening")
    ask(page, QUESTION)
    _open_source(page)
    _save(page, "answer")
    ask(page, FOLLOW_UP)
    _save(page, "follow-up")
    page = _open(browser, address, DESKTOP, "light")
    ask(page, UNANSWERED)
    _save(page, "not-found")
    page = _open(browser, address, DESKTOP, "dark")
    ask(page, QUESTION)
    _open_source(page)
    _save(page, "dark")
    page = _open(browser, address, PHONE, "light")
    ask(page, QUESTION)
    _save(page, "phone")


def _open(browser: Browser, address: str, size: dict[str, int], scheme: str) -> Page:
    page = browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=1.5).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.locator(".cw-welcome").wait_for()
    return page


def _open_source(page: Page) -> None:
    page.locator(".cw-claim .cw-cite").first.click()
    expect(panel(page).locator("mark").first).to_be_in_viewport()


def _save(page: Page, name: str) -> None:
    page.wait_for_timeout(600)
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
