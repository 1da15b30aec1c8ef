"""Saved conversations: found, opened, renamed, exported, deleted, and continued after failures."""

import json
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.scripted import REMEMBER, STREAM, ScriptedEngine
from tests.browser.server import serving
from tests.browser.visitor import answers, ask, box, finished, marked

HOMES = "How many homes were left without power?"
RESCUED = "Who was rescued?"
CREWS = "Where did crews work through the night?"


def listed(page: Page) -> Locator:
    """The conversations in the list."""
    return page.get_by_role("navigation", name="Conversations").get_by_role("listitem")


def begin_anew(page: Page) -> None:
    """By the list."""
    page.get_by_role("link", name="New conversation").click()
    page.locator(".cw-welcome").wait_for()


def open_(page: Page, words: str) -> None:
    """The conversation whose name has these words."""
    listed(page).filter(has_text=words).get_by_role("link").first.click()


def do(page: Page, words: str, name: str, role: Literal["button", "link"] = "button") -> Locator:
    """The menu of the conversation whose name has these words."""
    entry = listed(page).filter(has_text=words)
    entry.get_by_role("button", name="Rename, save or delete").click()
    return entry.get_by_role(role, name=name, exact=True)


def test_a_conversation_is_opened_again_and_gone_on_with(page: Page) -> None:
    expect(page.get_by_role("navigation", name="Conversations")).to_contain_text("Your conversations appear here.")
    ask(page, HOMES)
    shown = ask(page, RESCUED).inner_html()
    expect(page).to_have_url(re.compile(r"\?c=\w+$"))
    begin_anew(page)
    ask(page, CREWS)
    expect(listed(page)).to_have_count(2)
    expect(listed(page).first.get_by_role("link").first).to_have_attribute("aria-current", "page")
    search = page.get_by_label("Search conversations")
    search.fill("homes RESCUED")
    expect(listed(page)).to_have_count(1)
    search.fill("zebra")
    expect(page.get_by_text("No conversation matches.")).to_be_visible()
    search.fill("")
    open_(page, "homes")
    expect(answers(page)).to_have_count(2)
    assert answers(page).nth(1).inner_html() == shown
    answers(page).first.locator(".cw-cite").first.click()
    assert marked(page) == "About 1,400 homes were left without power in the old town."
    page.keyboard.press("Escape")
    page.go_back()
    expect(answers(page)).to_have_count(1)
    expect(page.locator("#cw-chat .cw-question")).to_have_text(CREWS)
    page.go_forward()
    expect(answers(page)).to_have_count(2)
    page.reload()
    expect(answers(page)).to_have_count(2)
    expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{HOMES}; {RESCUED}]")


def test_it_is_renamed_saved_and_deleted(page: Page, tmp_path: Path) -> None:
    ask(page, HOMES)
    do(page, "homes", "Rename").click()
    name = page.get_by_label("Name of the conversation")
    name.fill("The <b>storm</b>")
    name.press("Enter")
    expect(listed(page).locator(".cw-list-name")).to_have_text("The <b>storm</b>")
    saved = []
    for kind in ("Markdown", "JSON"):
        with page.expect_download() as download:
            do(page, "storm", f"Save as {kind}", "link").click()
        saved.append(Path(download.value.path()).read_text(encoding="utf-8"))
        page.reload()
        finished(page).wait_for()
    assert "Storm closes Port Ellery" in saved[0]
    assert json.loads(saved[1])["exchanges"][0]["answer"]["citations"][0]["title"].startswith("Storm closes")
    do(page, "storm", "Delete").click()
    sure = page.get_by_role("dialog", name="Delete this conversation?")
    expect(sure).to_contain_text("The <b>storm</b>")
    assert violations(page) == []
    sure.get_by_role("button", name="Keep it").click()
    listed(page).get_by_role("button", name="Delete", exact=True).click()
    sure.get_by_role("button", name="Delete").click()
    page.locator(".cw-welcome").wait_for()
    expect(listed(page)).to_have_count(0)
    assert urlsplit(page.url).query == ""


def test_two_visitors_do_not_see_each_others(page: Page, new_page: NewPage) -> None:
    ask(page, HOMES)
    expect(page).to_have_url(re.compile("c="))
    other = new_page(page.url)
    expect(other.get_by_role("alert").filter(has_text="there is no conversation")).to_be_visible()
    expect(other.get_by_role("navigation", name="Conversations")).to_contain_text("Your conversations appear here.")
    expect(ask(other, REMEMBER).locator(".cw-short")).to_have_text("Asked: []")


def test_two_pages_of_one_visitor_lose_nothing(page: Page) -> None:
    ask(page, HOMES)
    expect(page).to_have_url(re.compile("c="))
    other = page.context.new_page()
    other.goto(page.url)
    expect(answers(other)).to_have_count(1)
    ask(other, RESCUED).locator(".cw-copy").wait_for()  # it is whole, and kept
    box(page).fill(CREWS)
    box(page).press("Enter")
    expect(page.locator("#cw-chat .cw-question")).to_have_text([HOMES, RESCUED, CREWS])
    finished(page).wait_for()
    other.reload()
    expect(other.locator("#cw-chat .cw-question")).to_have_text([HOMES, RESCUED, CREWS])


def test_a_server_that_starts_again_in_the_middle_costs_one_answer_at_most(
    new_page: NewPage, engine: ScriptedEngine
) -> None:
    with serving(engine) as address:
        page = new_page(address)
        ask(page, HOMES)
        engine.go_on.clear()
        expect(listed(page)).to_have_count(1)
        box(page).fill(STREAM)
        box(page).press("Enter")
        expect(answers(page).nth(1)).to_contain_text("Forty-two were rescued.")
    engine.go_on.set()
    with serving(engine, port=urlsplit(address).port or 0):
        notice = page.get_by_role("alert").filter(has_text=STREAM)
        notice.wait_for()
        expect(page.locator("#cw-chat .cw-question")).to_have_text([HOMES])
        notice.get_by_role("button", name="Ask again").click()
        expect(answers(page).nth(1)).to_contain_text("They were sailors.")
        expect(notice).to_have_count(0)
        expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{HOMES}; {STREAM}]")


def test_an_answer_and_its_link_are_copied(new_page: NewPage, address: str) -> None:
    page = new_page(address, permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, HOMES)
    copy = answer.get_by_role("button", name="Copy with citations")
    copy.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    text = page.evaluate("navigator.clipboard.readText()")
    assert "About 1,400 homes were left without power in the old town. [1]" in text
    assert "[1] Storm closes Port Ellery for a second night, Ellery Herald, 15 November 2022" in text
    assert "https://herald.example/storm?page=1" in text
    answer.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('/a/')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_list_is_behind_a_button(new_page: NewPage, address: str, scheme: str) -> None:
    page = new_page(address, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    ask(page, HOMES)
    expect(listed(page)).to_have_count(0)
    shows = page.get_by_role("button", name="Conversations", exact=True)
    shows.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search conversations")).to_be_focused()
    do(page, "homes", "Rename").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(shows).to_be_focused()
    expect(shows).to_have_attribute("aria-expanded", "false")
