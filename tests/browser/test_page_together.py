"""Several visitors at once, and a server that stops during an answer and returns."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from tests.browser.articles import harbour
from tests.browser.conftest import PATIENCE_MS, NewPage
from tests.browser.scripted import REMEMBER, STREAM, ScriptedEngine
from tests.browser.visitor import answers, ask, box, finished
from tests.openai_server import OpenAIServer, openai_server
from tests.openai_server.scripts import Script
from tests.ui.processes import begun

HOMES = "How many homes were left without power?"
RESCUED = "How many people were rescued from the ferry Marigold?"
WRITTEN = "About 1,400 homes were left without power in the old town [1]. "


def test_two_people_who_ask_at_once_are_not_mixed_up(new_page: NewPage, address: str, engine: ScriptedEngine) -> None:
    one, other = new_page(address), new_page(address)
    engine.go_on.clear()
    for page in (one, other):
        box(page).fill(STREAM)
        box(page).press("Enter")
        expect(answers(page).first.locator(".cw-claim")).to_contain_text("Forty-two were rescued.")
    other.get_by_role("button", name="Stop").click()
    finished(other).wait_for()
    expect(ask(other, HOMES).locator(".cw-short")).to_contain_text("1,400")
    expect(answers(one)).to_have_count(1)
    expect(one.get_by_role("button", name="Stop")).to_be_visible()
    engine.go_on.set()
    finished(one).wait_for()
    expect(answers(one).first).to_contain_text("They were sailors.")
    expect(answers(other).first).to_contain_text("Stopped.")
    expect(ask(one, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{STREAM}]")
    expect(ask(other, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{HOMES}]")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of one article."""
    folder = tmp_path / "store"
    store = open_store(StoreConfig(folder), embedded_embedder)
    list(ingest(store, [harbour()]))
    store.close()
    return folder


@pytest.fixture
def model() -> Iterator[OpenAIServer]:
    """The server of a language model."""
    with openai_server() as server:
        yield server


def test_what_was_answered_stays_when_the_server_starts_again(
    browser: Browser, store: Path, model: OpenAIServer
) -> None:
    model.will(
        Script(WRITTEN), Script(RESCUED), Script(WRITTEN * 300, piece=3, delay_s=0.05), Script(RESCUED), Script(WRITTEN)
    )
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    settings = {"CITEWELL_LLM": "openai-like", "CITEWELL_LLM_MODEL": "words", "CITEWELL_LLM_URL": model.url}
    with begun(store, **settings) as (_, _, address):
        port = str(urlsplit(address).port)
        page.goto(address)
        page.locator(".cw-welcome").wait_for()
        expect(ask(page, HOMES)).to_contain_text("About 1,400 homes")
        box(page).fill(RESCUED)
        box(page).press("Enter")
        expect(answers(page).nth(1)).to_contain_text("About 1,4")
    with begun(store, port, **settings):
        expect(page.locator("#cw-interrupted, .cw-interrupted").first).to_contain_text(RESCUED)
        expect(answers(page).first).to_contain_text("About 1,400 homes")
        page.get_by_role("button", name="Ask again").click()
        finished(page).wait_for()
        expect(page.locator(".cw-question")).to_have_text([HOMES, RESCUED])
        expect(answers(page).nth(1)).to_contain_text("About 1,400 homes")
    page.close()
