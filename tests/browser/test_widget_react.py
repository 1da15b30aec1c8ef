"""The React page of examples/embed, built as its README says and opened on another origin."""

import subprocess
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.embedding import Paper, ask
from tests.browser.scripted import ScriptedEngine
from ui.sites.sites import Sites

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "embed" / "react"
HOMES = "How many homes were left without power?"


def test_the_react_page_answers_speaks_another_language_and_puts_the_chat_away(
    visit: Visit, paper: Paper, address: str, engine: ScriptedEngine
) -> None:
    subprocess.run(["npm", "run", "--silent", "--prefix", EXAMPLE, "build"], check=True)  # `make test` installs for it
    paper.scripts["site.js"] = (EXAMPLE / "site.js").read_text("utf-8")
    site = Sites(engine.store.config.folder).add("React", origins=(paper.address.rstrip("/"),))
    root = f'<div id="root" data-server="{address}" data-site="{site.key}"></div>'
    page = visit(paper.page("react", f'{root}<script type="module" src="site.js"></script>'))
    chat = page.locator("citewell-chat")
    expect(ask(chat, HOMES)).to_contain_text("1,400")
    page.get_by_role("button", name="Українською").click()
    expect(chat.get_by_label("Ваше запитання")).to_be_visible()
    expect(chat.get_by_role("article")).to_contain_text("1,400")
    page.get_by_role("button", name="Put the chat away").click()
    expect(chat).to_have_count(0)
    page.get_by_role("button", name="Show the chat").click()
    expect(chat.get_by_role("article")).to_contain_text("1,400")
    assert page.locator("script[src$='/widget.js']").count() == 1
