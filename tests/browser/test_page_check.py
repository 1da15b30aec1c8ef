"""The check view: a draft, checked sentence by sentence."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.articles import HOSTILE_TITLE
from tests.browser.conftest import NewPage
from tests.browser.visitor import CONTRAST as CONTRAST
from tests.browser.visitor import ask, box, marked, panel

RIGHT = "Forty-two people were rescued from the ferry Marigold, the coastguard said."
WRONG = "Seventeen people were rescued from the ferry Marigold, the coastguard said."
UNFOUND = "The queen of Norway opened an aquarium in Bergen."
LIGHTHOUSE = "The lighthouse of Vessel Point cost 310 crowns."
PLANTED = (
    "<img src=http://evil.example/d.png onerror=alert(6)> was seen in Port Ellery.",
    "It is [here](javascript:alert(7)), **bold**, $$x$$ and <script>alert(8)</script>.",
)
DONE = "All sentences checked."


def view(page: Page) -> Locator:
    """Open the view and return the box for the draft."""
    page.get_by_role("link", name="Check a draft").click()
    draft = page.get_by_label("Your draft")
    expect(draft).to_be_visible()
    return draft


def told(page: Page) -> Locator:
    """The progress of the check, read out as it changes."""
    return page.locator("#cw-check-status[role=status]")


def check(page: Page, text: str) -> Locator:
    """Check a draft in the open view and return its sentences as shown."""
    page.get_by_label("Your draft").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(told(page)).to_have_text(DONE)
    return page.locator("#cw-check-result .cw-sentence")


def test_right_wrong_and_unfound_sentences_are_told_apart_in_words(page: Page) -> None:
    view(page)
    right, wrong, unfound, asked = check(page, f"{RIGHT} {WRONG}\n\n{UNFOUND} What next?").all()
    expect(right).to_contain_text(f"✓\u00a0{RIGHT}")
    expect(right).to_contain_text("Supported")
    expect(wrong).to_contain_text("✗")
    expect(wrong).to_contain_text("Contradicted")
    expect(unfound).to_contain_text("?")
    expect(unfound).to_contain_text("Not found in the articles")
    expect(unfound.get_by_role("link")).to_have_count(0)
    expect(asked).to_have_text("What next?")
    expect(page.locator(".cw-counts li")).to_have_text(["✓ 1 supported", "✗ 1 contradicted", "? 1 not found"])
    expect(page.locator("#cw-check-result .cw-paragraph")).to_have_count(2)
    expect(page.locator("#cw-check-result .cw-card").first).to_contain_text("Ellery Herald")


def test_a_citation_opens_the_article_and_the_keyboard_comes_back(page: Page) -> None:
    view(page)
    mark = check(page, RIGHT).first.get_by_role("link").first
    mark.click()
    assert "Forty-two people were rescued" in marked(page)
    panel(page).get_by_role("button", name="Close").click()
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    assert "Forty-two people were rescued" in marked(page)
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(mark).to_be_focused()
    expect(page.get_by_label("Your draft")).to_be_visible()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.get_by_role("link", name="Check a draft").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your draft")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your draft")).to_be_focused()
    page.keyboard.type(RIGHT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text(DONE)
    expect(page.get_by_role("button", name="Check", exact=True)).to_be_focused()


def test_what_is_pasted_stays_text(page: Page) -> None:
    view(page)
    shown = check(page, "\n\n".join([*PLANTED, "![d](http://evil.example/d.png)", LIGHTHOUSE]))
    for words, paragraph in zip(PLANTED, page.locator("#cw-check-result .cw-paragraph").all(), strict=False):
        expect(paragraph).to_contain_text(words)
    expect(page.locator("#cw-check-result .cw-card", has_text=HOSTILE_TITLE)).to_be_visible()
    shown.last.get_by_role("link").first.click()
    expect(panel(page)).to_contain_text(HOSTILE_TITLE)
    for planted in ("img[src*=evil]", "a[href^=javascript]", "#cw-check script", "#cw-check-result strong", ".katex"):
        assert page.locator(planted).count() == 0


def test_it_is_stopped_and_begun_again(page: Page) -> None:
    draft = view(page)
    draft.fill("\n".join(f"Pier {pier} of Port Ellery was rebuilt by {pier + 3} crews." for pier in range(1, 600)))
    page.get_by_role("button", name="Check", exact=True).click()
    status = told(page)
    expect(status).to_contain_text("of 599")
    expect(page.locator("#cw-check-result .cw-sentence").first).to_be_visible()
    page.get_by_role("button", name="Stop checking").click()
    expect(status).to_contain_text("Stopped: ")
    expect(page.locator("#cw-check-result .cw-waiting").first).to_be_visible()
    expect(check(page, RIGHT)).to_have_count(1)


def test_an_empty_draft_says_what_to_do(page: Page) -> None:
    view(page)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#cw-check-result")).to_contain_text("paste a text first")


def test_the_chat_and_the_draft_are_kept_while_the_other_is_shown(page: Page) -> None:
    answer = ask(page, "How many homes were left without power?")
    draft = view(page)
    expect(answer).to_be_hidden()
    expect(box(page)).to_be_hidden()
    draft.fill(RIGHT)
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(answer).to_be_visible()
    expect(draft).to_be_hidden()
    page.go_back()
    expect(draft).to_have_value(RIGHT)
    expect(page.locator("#cw-switch [aria-current]")).to_have_text("Check a draft")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_no_sideways_scroll_and_every_text_its_contrast(
    new_page: NewPage, address: str, scheme: str
) -> None:
    page = new_page(address, viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    view(page)
    check(page, f"{RIGHT} {WRONG} {UNFOUND} What next? {'long' * 60}.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for text in (
        ".cw-supported .cw-words", ".cw-contradicted .cw-words", ".cw-unsupported .cw-words", ".cw-unchecked .cw-words",
        ".cw-contradicted .cw-sign", ".cw-supported .cw-sign", ".cw-unsupported .cw-sign", ".cw-contradicted b",
        ".cw-unsupported b", ".cw-why", ".cw-sentence .cw-cite", ".cw-counts li", ".cw-progress", ".cw-lead p",
        ".cw-begin", "#cw-draft-box textarea",
    ):  # fmt: skip
        assert page.locator(f"#cw-check {text}").first.evaluate(CONTRAST) >= 4.5, text
    for link in page.locator("#cw-switch .cw-view").all():
        assert link.evaluate(CONTRAST) >= 4.5
