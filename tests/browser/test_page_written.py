"""The page with a language model on loopback: marked sentences, a rewrite, a stop."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.visitor import answers, ask, box, finished, panel
from tests.openai_server import OpenAIServer
from tests.openai_server.scripts import Script, fails

HOMES = "How many homes were left without power?"
RIGHT = "About 1,400 homes were left without power in the old town [1]."
WRONG = "About 1,900 homes were left without power in the old town [1]."


@pytest.fixture
def written(new_page: NewPage, written_address: str, model: OpenAIServer) -> Page:
    """The page, with its model reset."""
    model.forget()
    return new_page(written_address)


def test_opening_the_page_asks_the_model_nothing(written: Page, model: OpenAIServer) -> None:
    written.locator(".cw-suggestion").first.wait_for()
    assert model.asked == []


def test_a_right_answer_opens_at_its_words(written: Page, model: OpenAIServer) -> None:
    model.will(Script(RIGHT))
    answer = ask(written, HOMES)
    expect(answer.locator(".cw-claim.cw-supported")).to_contain_text("About 1,400 homes")
    expect(written.get_by_role("button", name="Rewrite using the check")).to_be_hidden()
    answer.locator(".cw-claim .cw-cite").first.click()
    expect(panel(written).locator("mark").first).to_contain_text("1,400 homes")


def test_a_wrong_figure_is_marked_with_the_reason_and_rewritten_when_asked(written: Page, model: OpenAIServer) -> None:
    model.will(Script(WRONG), Script(RIGHT))
    answer = ask(written, HOMES)
    expect(answer.locator(".cw-claim.cw-contradicted .cw-verdict")).to_contain_text("1,900")
    assert len(model.asked) == 1
    written.get_by_role("button", name="Rewrite using the check").click()
    expect(written.locator(".cw-claim.cw-supported")).to_contain_text("About 1,400 homes")
    expect(answers(written)).to_have_count(1)
    assert "1,900 homes" in model.asked[1]["messages"][-1]["content"]


def test_words_stream_before_they_are_checked_and_stop_ends_the_model(written: Page, model: OpenAIServer) -> None:
    model.will(Script(RIGHT * 300, piece=3, delay_s=0.05))
    box(written).fill(HOMES)
    box(written).press("Enter")
    expect(written.locator(".cw-claim.cw-unchecked")).to_contain_text("About 1,4")
    written.get_by_role("button", name="Stop").click()
    finished(written).wait_for()
    assert model.streams[0].disconnected.wait(60)


def test_a_model_that_fails_leaves_the_quoted_answer_and_says_so(written: Page, model: OpenAIServer) -> None:
    model.will(fails(400, "no such parameter"))
    answer = ask(written, HOMES)
    expect(answer.locator(".cw-short")).to_contain_text("1,400")
    expect(answer.locator(".cw-notice-model")).to_contain_text("without the language model")


def test_what_a_model_writes_stays_text(written: Page, model: OpenAIServer) -> None:
    hostile = (
        "<img src=http://evil.example/q.png onerror=alert(5)> ![q](http://evil.example/q.png) [x](javascript:alert(1))"
    )
    model.will(Script(f"{RIGHT} {hostile} <script>alert(2)</script> is the end of it [1]."))
    answer = ask(written, HOMES)
    expect(answer).to_contain_text("onerror")
    assert answer.locator("img, script, a[href^='javascript'], .cw-claim a:not(.cw-cite)").count() == 0
