"""Actions of a visitor on the page, and elements that they look at."""

from playwright.sync_api import Locator, Page

CONTRAST = """element => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = colour => {
    const [r, g, b] = numbers(colour).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const opaque = colour => { const [, , , alpha = 1] = numbers(colour); return alpha === 1; };
  let behind = element;
  while (behind.parentElement && !opaque(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const pair = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(luminance);
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""
"""Computes the WCAG contrast of an element's text with the nearest background."""


def box(page: Page) -> Locator:
    """The box for questions."""
    return page.get_by_label("Your question")


def answers(page: Page) -> Locator:
    """All answers."""
    return page.locator("#cw-chat .cw-answer")


def finished(page: Page) -> Locator:
    """Present when the last answer is complete, failed or stopped."""
    return page.get_by_role("button", name="New conversation")


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter, wait for its end; the answer. What was answered before has to be there already: the
    buttons of a conversation that is opened can be seen before its answers are."""
    before = answers(page).count()
    page.locator("#cw-question button.submit-button").wait_for()  # back again, after the answer before
    box(page).fill(question)
    box(page).press("Enter")
    answer = answers(page).nth(before)
    answer.wait_for()
    finished(page).wait_for()
    return answer


def narrow(page: Page) -> None:
    """Open the filters."""
    page.locator("#cw-narrow[aria-expanded=false]").click()  # without its script, which says so, it does nothing yet


def panel(page: Page) -> Locator:
    """The article beside the chat."""
    return page.get_by_role("complementary")


def marked(page: Page) -> str:
    """The words marked in the open article."""
    marks = panel(page).locator("mark")
    marks.first.wait_for()
    return "".join(marks.all_text_contents())
