"""Feedback: given, changed, withdrawn and remembered."""

import re

import pytest
from playwright.sync_api import Page, expect

from rag.storage.feedback import Judged
from tests.browser.axe import violations
from tests.browser.conftest import NewPage
from tests.browser.scripted import ScriptedEngine
from tests.browser.visitor import answers, ask

HOMES = "How many homes were left without power?"
CREWS = "Where did crews work through the night?"


def test_an_opinion_is_kept_changed_and_taken_back(page: Page, engine: ScriptedEngine) -> None:
    answer = ask(page, HOMES)
    up, down = (answer.get_by_role("button", name=name, exact=True) for name in ("Helpful", "Not helpful"))
    why = answer.get_by_role("button", name="Say why")
    expect(why).to_be_hidden()
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text="Thanks")).to_have_count(1)
    down.click()
    expect(up).to_have_attribute("aria-pressed", "false")
    expect(answer).to_contain_text("Thanks, feedback saved.")
    why.click()
    text = page.get_by_label("Why? In a few words", exact=True).and_(page.locator("textarea"))
    expect(text).to_be_focused()
    text.fill("The figure is\nof the day before. <b>")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(text).to_be_hidden()
    expect(why).to_be_focused()
    expect(answer.locator(".cw-told")).to_have_text("Thanks, feedback saved.")
    assert _opinions(engine) == [("down", "The figure is\nof the day before. <b>")]
    ask(page, CREWS)
    expect(down.first).to_have_attribute("aria-pressed", "true")
    expect(answers(page).nth(1).locator("[aria-pressed=true]")).to_have_count(0)
    why.first.click()
    expect(text).to_have_value("The figure is\nof the day before. <b>")
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()
    down.first.click()
    expect(answer.locator(".cw-told")).to_have_text("Feedback removed.")
    expect(why.first).to_be_hidden()
    assert _opinions(engine) == []


def test_what_cannot_be_kept_is_said(page: Page, engine: ScriptedEngine) -> None:
    answer = ask(page, HOMES)
    engine.saved.forget([_id(answer.locator(".cw-feedback").get_attribute("id"))])
    up = answer.get_by_role("button", name="Helpful", exact=True)
    up.click()
    expect(answer.locator(".cw-told")).to_contain_text("Could not save your feedback: no answer is kept under")
    expect(up).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_thumbs_can_be_read_and_reached(new_page: NewPage, address: str, scheme: str) -> None:
    page = new_page(address, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    answer = ask(page, HOMES)
    answer.get_by_role("button", name="Helpful", exact=True).click()
    expect(answer.locator(".cw-told")).to_have_text("Thanks, feedback saved.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [one for one in violations(page) if re.search(r"cw-(feedback|thumb|about|why|up|down)", one)] == []
    answer.get_by_role("button", name="Say why").click()
    assert [one for one in violations(page) if "cw-dialog" in one or "cw-reason" in one] == []


def _opinions(engine: ScriptedEngine) -> list[tuple[str, str]]:
    """What was given on HOMES, in all tests of this file but the last."""
    given: list[Judged] = list(engine.feedback.list())
    return [(one.verdict, one.reason) for one in given if one.question == HOMES]


def _id(row: str | None) -> str:
    return (row or "").removeprefix("cw-feedback-")
