"""`make screenshots`: take the pictures of docs/screenshots, over the example articles."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from index.embedding.embedder import LlamaIndexEmbedder, embedded_embedder, openai_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.generation.writer import Writer
from rag.llama_index.language_model_client import LanguageModelConfig, make_language_model
from rag.reader.model import embedded_reader
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.news import later, news
from tests.browser.server import serving
from tests.browser.visitor import ask, box, finished, narrow, panel
from tests.openai_server import openai_server
from tests.openai_server.scripts import Script
from ui.app.engine import Engine
from ui.auth.accounts import Accounts
from ui.auth.authorization import Authorization
from ui.cli.ingest import ingest as bring_in

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "docs" / "screenshots"
EXAMPLES = ROOT / "examples" / "articles"
QUESTION = "How many missiles were intercepted?"
FOLLOW_UP = "And how many were fired?"
WRITTEN = (
    "Seventy of the missiles were intercepted, Ukraine's air force said [1]. "
    "Russia fired roughly 300 missiles at Ukraine on Tuesday [1]."
)
BEGUN = WRITTEN.removesuffix("at Ukraine on Tuesday [1].")
DRAFT = (
    "Seventy of the missiles were intercepted before they reached their targets, the air force said. "
    "The tram line will cost 312 million euros. The queen of Norway opened an aquarium in Bergen."
)
RESCUED = "How many people were rescued from the flood in Kestrin?"
BEDS = "How many beds does the shelter in Oskel have?"
UNANSWERED = "Who won the World Cup?"
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
SCALE = 1.5


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=list(ARGUMENTS))
        take_examples(browser, Path(folder) / "examples")
        take_flood(browser, Path(folder) / "flood")
        take_empty(browser, Path(folder) / "empty")
        take_failing(browser, Path(folder) / "failing")
        browser.close()


def take_examples(browser: Browser, folder: Path) -> None:
    """Take the page over the examples: as a reader, as an administrator, and with a language model."""
    bring_in([str(EXAMPLES)], folder)
    with _engine(folder) as engine:
        with serving(engine) as address:
            take(browser, address)
        with serving(engine, authorization=Authorization(local=True)) as address:
            take_kept(browser, address)
        with openai_server() as server:
            config = LanguageModelConfig("openai-like", "words", server.url)
            writer = Writer(make_language_model(config, folder))
            with serving(Engine(engine.store, embedded_reader, writer=lambda: writer)) as address:
                server.will(Script(WRITTEN), Script(BEGUN, delay_s=0.15, end="stalls"))
                take_written(browser, address)
                take_streaming(browser, address)


def take(browser: Browser, address: str) -> None:
    """Take the page at `address` in every state worth showing."""
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
    _open_source(page)
    _save(page, "phone-article")
    page.get_by_role("button", name="Close").click()
    page.locator("#cw-list-show").click()
    _save(page, "phone-conversations")
    page = _open(browser, address, PHONE, "dark")
    page.locator(".cw-suggestion").first.wait_for()
    _save(page, "phone-dark")


def take_kept(browser: Browser, address: str) -> None:
    """Take an administrator's extras: conversations, search filters, articles."""
    page = _open(browser, address, {"width": 1440, "height": 900}, "light")
    for question in (UNANSWERED, QUESTION):
        page.goto(address)
        page.locator(".cw-welcome").wait_for()
        ask(page, question)
    narrow(page)
    page.get_by_label("Published since").fill("2022-11-01")
    page.locator("#cw-set button").first.wait_for()
    _save(page, "narrowed")
    page.get_by_role("link", name="Articles", exact=True).click()
    page.locator("#cw-articles .js-plotly-plot .point").first.wait_for()
    _save(page, "articles")
    page.set_viewport_size(PHONE)
    _save(page, "phone-articles")


def take_written(browser: Browser, address: str) -> None:
    """Take a language model's answer with a failed sentence, and a checked draft."""
    page = _open(browser, address, DESKTOP, "light")
    ask(page, QUESTION)
    _save(page, "written")
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_label("Your draft").fill(DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#cw-check-status")).to_contain_text("All sentences checked")
    page.locator("#cw-check-result").scroll_into_view_if_needed()
    _save(page, "check")


def take_streaming(browser: Browser, address: str) -> None:
    """Take a streaming answer, and what remains after a stop."""
    page = _open(browser, address, DESKTOP, "light")
    box(page).fill(QUESTION)
    box(page).press("Enter")
    page.locator(".cw-claim .cw-cite").first.wait_for()
    page.locator(".cw-claim").nth(1).wait_for()
    _save(page, "streaming")
    page.get_by_role("button", name="Stop").click()
    finished(page).wait_for()
    _save(page, "stopped")


def take_news(browser: Browser, address: str) -> None:
    """Take conflicting reports, an as-of answer, and a corrected article."""
    page = _open(browser, address, {**DESKTOP, "height": 1000}, "light")
    ask(page, RESCUED)
    page.locator(".js-plotly-plot .point").first.wait_for()
    _save(page, "differ")
    page = _open(browser, address, DESKTOP, "dark")
    narrow(page)
    page.get_by_label("As known on").fill("2023-03-14")
    ask(page, RESCUED)
    _save(page, "as-of")
    page = _open(browser, address, DESKTOP, "light")
    ask(page, BEDS).get_by_role("link", name="see what changed").click()
    panel(page).locator("ins").first.wait_for()
    _save(page, "changed")


def take_flood(browser: Browser, folder: Path) -> None:
    """Take the news of a flood, with a correction."""
    with _engine(folder) as engine:
        list(ingest(engine.store, news()))
        list(ingest(engine.store, later()))
        with serving(engine) as address:
            take_news(browser, address)


def take_empty(browser: Browser, folder: Path) -> None:
    """Take the empty store as an administrator sees it, and the login page of a visitor."""
    with _engine(folder) as engine:
        with serving(engine, authorization=Authorization(local=True)) as address:
            page = _open(browser, address, DESKTOP, "light")
            page.locator(".cw-command").wait_for()
            _save(page, "empty")
        Accounts(folder).add("ana", "reader", "a long password of hers")
        with serving(engine, authorization=Authorization(auth="accounts")) as address:
            page = browser.new_context(viewport=DESKTOP, device_scale_factor=SCALE).new_page()
            page.goto(address)
            _save(page, "login")


def take_failing(browser: Browser, folder: Path) -> None:
    """Take a question that fails because the embedding server is down."""
    with openai_server() as server:
        store = open_store(StoreConfig(folder), lambda: embedder_at(server.url))
        list(ingest(store, news()))
        engine = Engine(store, embedded_reader)
        with serving(engine) as address:
            page = _open(browser, address, DESKTOP, "light")
            page.locator(".cw-suggestion").first.wait_for()
            server.broken = 503
            ask(page, RESCUED).locator(".cw-error").wait_for()
            _save(page, "error")
        engine.close()


def embedder_at(url: str) -> LlamaIndexEmbedder:
    """An embedder that asks the server there."""
    return openai_embedder("words", api_key="none", base_url=url, dimensions=64)


@contextmanager
def _engine(folder: Path) -> Iterator[Engine]:
    """Open an engine over the store in this folder."""
    engine = Engine(open_store(StoreConfig(folder), embedded_embedder), embedded_reader)
    yield engine
    engine.close()


def _open(browser: Browser, address: str, size: ViewportSize, scheme: Literal["light", "dark"]) -> Page:
    page = browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=SCALE).new_page()
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
