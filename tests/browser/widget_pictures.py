"""Take docs/screenshots/widget-*.png: the widget over the example articles (`make screenshots`)."""

import tempfile
import threading
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.reader.model import embedded_reader
from tests.browser.articles import harbour
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.embedding import Paper, ask, bubble, opened, publishing
from tests.browser.screenshots import EXAMPLES
from tests.browser.scripted import STREAM, ScriptedEngine
from tests.browser.server import serving
from ui.cli.ingest import ingest as bring_in
from ui.sites.sites import Sites

PICTURES = Path(__file__).parent.parent.parent / "docs" / "screenshots"
MISSILES = "How many missiles were intercepted?"
FIRED = "How many missiles did Russia fire on 15 November?"
ABSENT = "Who won the chess championship?"
STYLE = "<style>body { font: 1.1rem/1.6 Georgia, serif; max-width: 40rem; margin: 2rem }</style>"
DESKTOP: ViewportSize = {"width": 1000, "height": 760}
PHONE: ViewportSize = {"width": 390, "height": 800}


class Pictures:
    """Takes them of one page of a paper."""

    def __init__(self, browser: Browser, server: str, paper: Paper, key: str) -> None:
        self._browser = browser
        self._address = paper.holding("story", server, key, head=STYLE)

    def page(self, size: ViewportSize = DESKTOP, colours: Literal["light", "dark"] = "light", lang: str = "en") -> Page:
        """The page as a new visitor sees it."""
        page = self._browser.new_page(viewport=size, color_scheme=colours, locale=lang)
        page.goto(self._address)
        bubble(page).wait_for()
        return page

    def save(self, page: Page, name: str) -> None:
        """One picture."""
        page.wait_for_timeout(400)
        page.screenshot(path=str(PICTURES / f"widget-{name}.png"))


def take(pictures: Pictures, engine: ScriptedEngine) -> None:
    """Every state worth showing."""
    page = pictures.page()
    pictures.save(page, "closed")
    panel = opened(page)
    pictures.save(page, "opening")
    answer = ask(panel, MISSILES)
    answer.get_by_role("button", name="Source 1").first.click()
    pictures.save(page, "answer")
    ask(panel, FIRED)
    pictures.save(page, "differ")
    ask(panel, ABSENT)
    pictures.save(page, "not-found")
    page = pictures.page(colours="dark")
    ask(opened(page), MISSILES).get_by_role("button", name="Source 1").first.click()
    pictures.save(page, "dark")
    page = pictures.page(PHONE)
    ask(opened(page), MISSILES).get_by_role("button", name="Source 1").first.click()
    pictures.save(page, "phone")
    page = pictures.page()
    panel = opened(page)
    panel.get_by_label("Your question").fill(STREAM)
    panel.get_by_label("Your question").press("Enter")
    panel.get_by_text("Forty-two were rescued.").wait_for()
    pictures.save(page, "streaming")
    panel.get_by_role("button", name="Stop").click()
    engine.go_on.set()
    page.context.set_offline(True)
    panel.get_by_label("Your question").fill(MISSILES)
    panel.get_by_label("Your question").press("Enter")
    panel.get_by_role("article").nth(1).get_by_role("button", name="Try again").wait_for()
    pictures.save(page, "offline")


def main() -> None:
    """All of them."""
    with tempfile.TemporaryDirectory() as folder, publishing() as paper, sync_playwright() as playwright:
        bring_in([str(EXAMPLES)], Path(folder))
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        list(ingest(store, [harbour()]))  # what the answer that can be stopped is taken from
        engine = ScriptedEngine(store, embedded_reader)
        engine.go_on = threading.Event()
        questions = (MISSILES, "What happened in Poland?")
        origins = (paper.address.rstrip("/"),)
        site = Sites(Path(folder)).add("Northern Wire", origins=origins, rate="", questions=questions)
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=list(ARGUMENTS))
        with serving(engine) as server:
            take(Pictures(browser, server, paper, site.key), engine)
            browser.close()
        engine.close()


if __name__ == "__main__":
    main()
