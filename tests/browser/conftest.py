"""A browser, the application over a store of test articles, and a page that may talk to nobody else."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Playwright, expect, sync_playwright

from rag.generation.writer import Writer
from rag.llama_index.language_model_client import LanguageModelConfig, make_language_model
from rag.reader.model import embedded_reader
from tests.articles import StoreOf
from tests.browser.articles import everything
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.embedding import Paper, publishing
from tests.browser.scripted import ScriptedEngine
from tests.browser.server import serving
from tests.openai_server import OpenAIServer, openai_server
from ui.app.engine import Engine

PATIENCE_MS = 60_000
"""How long to wait for something to appear: slow machines are slow, none of it is measured."""

LOOPBACK = "127.0.0.1"
NewPage = Callable[..., Page]
Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright itself."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests. Where there is none they fail: a page that nobody looked at is not tested."""
    expect.set_options(timeout=PATIENCE_MS)
    browser = playwright_driver.chromium.launch(executable_path=find_chromium(playwright_driver), args=list(ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def engine(store_of: StoreOf) -> Iterator[ScriptedEngine]:
    """An engine over the articles of `tests.browser.articles`."""
    store = store_of(everything())
    engine = ScriptedEngine(store, embedded_reader)
    engine.go_on = threading.Event()
    yield engine
    engine.close()


@pytest.fixture(scope="package")
def address(engine: ScriptedEngine) -> Iterator[str]:
    """Where the application over `engine` answers."""
    with serving(engine) as address:
        yield address
        engine.go_on.set()


@pytest.fixture(scope="package")
def model() -> Iterator[OpenAIServer]:
    """The model's server."""
    with openai_server() as server:
        yield server


@pytest.fixture(scope="package")
def written_address(
    engine: ScriptedEngine, model: OpenAIServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the application with that model answers."""
    config = LanguageModelConfig("openai-like", "words", model.url, timeout_s=60)
    writer = Writer(make_language_model(config, Path(tmp_path_factory.mktemp("spending"))))
    with serving(Engine(engine.store, lambda: engine.reader, writer=lambda: writer)) as address:
        yield address


@pytest.fixture(scope="module")
def empty_address(store_of: StoreOf) -> Iterator[str]:
    """Where an application over an empty store answers."""
    store = store_of()
    engine = ScriptedEngine(store, embedded_reader)
    with serving(engine) as address:
        yield address
    engine.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens pages, each in a browser context of its own. At the end of the test none may have shown a dialog, failed in
    a script, or asked any other host for anything."""
    problems: list[str] = []
    contexts = []

    def open_(address: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        host = urlsplit(address).netloc
        context.on("request", lambda request: _note_foreign(request.url, host, problems))
        context.on("dialog", lambda dialog: _note_dialog(dialog, problems))
        context.on("weberror", lambda error: problems.append(f"script: {error.error}"))
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(address)
        page.locator(".cw-welcome").wait_for()
        page.locator("#cw-kept .cw-kept-of").wait_for(state="attached")  # the page is ready to be asked
        return page

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_page: NewPage, address: str) -> Page:
    """The page over the test articles."""
    return new_page(address)


@pytest.fixture(scope="module")
def paper() -> Iterator[Paper]:
    """A paper on a port of its own, whose pages may hold the widget."""
    with publishing() as paper:
        yield paper


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page of a paper. At the end no script may have failed, and nothing asked of any other host."""
    problems: list[str] = []
    contexts = []

    def open_(url: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.on("request", lambda one: problems.extend([one.url] if urlsplit(one.url).hostname != LOOPBACK else []))
        context.on("dialog", lambda one: problems.append(one.message))
        context.on("weberror", lambda one: problems.append(str(one.error)))
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


def _note_dialog(dialog: Dialog, problems: list[str]) -> None:
    problems.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def _note_foreign(url: str, host: str, problems: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.netloc != host:
        problems.append(f"request: {url}")
