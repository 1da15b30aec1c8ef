"""Asking a question, and what the page shows for it."""

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PATIENCE_MS, NewPage
from tests.browser.scripted import CRASH, DIFFER, FAIL, REMEMBER, SECRET, STREAM, ScriptedEngine
from tests.browser.visitor import answers, ask, box, finished

HOMES = "How many homes were left without power?"


def test_an_answer_comes_with_its_sources(page: Page) -> None:
    answer = ask(page, HOMES)
    expect(answer.locator(".cw-short")).to_contain_text("1,400")
    card = answer.locator(".cw-card").first
    for text in (
        "Storm closes Port Ellery",
        "Ellery Herald",
        "15 November 2022",
        "1,400 homes were left without power",
    ):
        expect(card).to_contain_text(text)
    original = card.get_by_role("link", name="Original")
    expect(original).to_have_attribute("href", "https://herald.example/storm?page=1")
    expect(original).to_have_attribute("rel", "noopener noreferrer")


def test_the_header_says_what_the_store_holds(page: Page) -> None:
    expect(page).to_have_title("Citewell")
    expect(page.locator(".cw-holds")).to_have_text("3 articles, the latest from 15 November 2022")


def test_a_suggested_question_is_answered(page: Page) -> None:
    suggestion = page.locator(".cw-suggestion").first
    suggestion.wait_for()
    question = suggestion.inner_text()
    suggestion.click()
    answers(page).first.wait_for()
    finished(page).wait_for()
    expect(page.locator(".cw-question")).to_have_text(question)
    expect(answers(page).locator(".cw-card").first).to_be_visible()
    expect(page.locator(".cw-welcome")).to_be_hidden()


def test_what_the_articles_do_not_say_is_said_plainly(page: Page) -> None:
    answer = ask(page, "Who won the chess championship in Reykjavik?")
    expect(answer).to_contain_text("No answer found in these articles.")
    expect(answer.locator(".cw-nearest")).to_contain_text("do not answer the question.")
    expect(answer.locator(".cw-short")).to_have_count(0)


def test_an_empty_store_says_how_to_fill_it(new_page: NewPage, empty_address: str) -> None:
    page = new_page(empty_address)
    expect(page.locator(".cw-command")).to_have_text("citewell ingest FOLDER")
    expect(ask(page, HOMES)).to_contain_text("No answer found in these articles.")


def test_the_conversation_goes_on_is_retried_and_begins_anew(page: Page) -> None:
    ask(page, HOMES)
    expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{HOMES}]")
    page.get_by_role("button", name="Regenerate").click()
    answers(page).last.locator("[href^='#cite-3-']").first.wait_for()
    finished(page).wait_for()
    expect(answers(page)).to_have_count(2)
    expect(answers(page).last.locator(".cw-short")).to_have_text(f"Asked: [{HOMES}]")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text("Asked: []")


def test_two_visitors_stay_apart(new_page: NewPage, address: str) -> None:
    one, other = new_page(address), new_page(address)
    ask(one, HOMES)
    expect(ask(other, REMEMBER).locator(".cw-short")).to_have_text("Asked: []")
    expect(ask(one, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{HOMES}]")
    expect(answers(other)).to_have_count(1)


def test_an_error_says_what_to_do_and_the_conversation_survives(page: Page) -> None:
    ask(page, HOMES)
    expect(ask(page, FAIL)).to_contain_text("start it, or unset <CITEWELL_LLM>")
    crashed = ask(page, CRASH)
    expect(crashed).to_contain_text("Something went wrong in Citewell")
    assert SECRET not in page.content()
    assert "Traceback" not in page.content()
    expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{HOMES}]")
    expect(answers(page)).to_have_count(4)


def test_an_answer_streams_and_can_be_stopped(page: Page, engine: ScriptedEngine) -> None:
    engine.go_on.clear()
    box(page).fill(STREAM)
    box(page).press("Enter")
    answer = answers(page).first
    expect(answer.locator(".cw-claim")).to_contain_text("Forty-two were rescued.")
    expect(answer.locator(".cw-stage")).to_contain_text("Checking")
    expect(answer.locator(".cw-understood")).to_have_text("Understood as: Who was rescued, slowly?")
    page.get_by_role("button", name="Stop").click()
    finished(page).wait_for()
    expect(answer).to_contain_text("Stopped.")
    expect(answer).to_contain_text("Forty-two were rescued.")
    expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text("Asked: []")
    engine.go_on.set()
    expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{REMEMBER}]")
    expect(answers(page)).to_have_count(3)


def test_failed_checks_and_differing_reports_are_shown_in_words(page: Page, engine: ScriptedEngine) -> None:
    engine.go_on.set()
    expect(ask(page, STREAM)).to_contain_text("Not supported by its source: the source does not say so")
    answer = ask(page, DIFFER)
    expect(answer).to_contain_text("Contradicted by its source")
    expect(answer).to_contain_text("also in 2 outlets")
    table = answer.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(3)
    expect(table.get_by_role("row").nth(2)).to_contain_text("<b>900</b>")


def test_shift_and_enter_make_a_new_line(page: Page) -> None:
    box(page).fill("What have I")
    box(page).press("Shift+Enter")
    box(page).press_sequentially("asked?")
    expect(box(page)).to_have_value("What have I\nasked?")
    expect(answers(page)).to_have_count(0)


def test_what_is_asked_before_the_page_has_loaded_is_answered(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    held: list[Route] = []

    def hold(route: Route) -> None:
        sent = route.request.post_data or ""
        if HOMES in sent or REMEMBER in sent:
            route.continue_()
        else:
            held.append(route)

    page.route("**/queue/join*", hold)
    page.goto(address)
    page.locator(".cw-welcome").wait_for()
    box(page).fill(HOMES)
    box(page).press("Enter")
    expect(answers(page)).to_contain_text("1,400")
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(1000)  # nothing on the page tells that what it loads at first has come
    expect(ask(page, REMEMBER).locator(".cw-short")).to_have_text(f"Asked: [{HOMES}]")
    expect(answers(page).first).to_contain_text("1,400")
    page.close()
