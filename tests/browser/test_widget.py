"""The widget on a page of another origin."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.embedding import Paper, ask, bubble, opened
from tests.browser.scripted import CRASH, DIFFER, REMEMBER, SECRET, STREAM, ScriptedEngine
from tests.browser.server import serving
from tests.openai_server import OpenAIServer
from tests.openai_server.scripts import Script, fails
from ui.sites.sites import Site, Sites

HOMES = "How many homes were left without power?"
LIGHTHOUSE = "How much did the lighthouse of Vessel Point cost?"
ABSENT = "Who won the chess tournament in Reykjavik?"
STRICT = (
    "default-src 'none'; script-src {server}; connect-src {server}; style-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HOSTILE_STYLE = "<style>body * { all: unset !important; display: none !important; font-size: 99px !important }</style>"
SHIFTS = """() => new Promise(done => {
  let all = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) all += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(all), 500);
})"""
AT_ONCE = 200


@pytest.fixture(scope="module")
def site(engine: ScriptedEngine, paper: Paper) -> Site:
    """The paper's site."""
    origin = paper.address.rstrip("/")
    sites = Sites(engine.store.config.folder)
    return sites.add("The <b>Paper</b>", origins=(origin,), rate="", questions=(HOMES,), greeting="Ask <i>us</i>.")


def test_nothing_is_loaded_but_the_script_until_it_is_opened(
    visit: Visit, paper: Paper, address: str, site: Site
) -> None:
    page = visit(paper.holding("quiet", address, site.key))
    bubble(page).wait_for()
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert [one for one in loaded if one.startswith(address)] == [f"{address}widget.js"]
    assert page.evaluate(SHIFTS) == 0
    assert violations(page) == []
    size = bubble(page).bounding_box()
    assert size and min(size["width"], size["height"]) >= 44


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_it_answers_cites_follows_up_and_stays_after_a_reload(
    visit: Visit, paper: Paper, address: str, site: Site, colours: str
) -> None:
    page = visit(paper.holding("ask", address, site.key), color_scheme=colours)
    panel = opened(page)
    expect(panel).to_contain_text("Ask <i>us</i>.")
    expect(panel).to_contain_text("The <b>Paper</b>")
    assert violations(page) == []
    panel.get_by_role("button", name=HOMES).click()
    answer = panel.get_by_role("article").first
    answer.get_by_role("button", name="Copy").wait_for()
    expect(answer).to_contain_text("1,400")
    mark = answer.get_by_role("button", name="Source 1").first
    mark.click()
    expect(mark).to_have_attribute("aria-expanded", "true")
    expect(answer.locator("blockquote")).to_contain_text("About 1,400 homes were left without power in the old town.")
    expect(answer).to_contain_text("Ellery Herald")
    expect(answer.get_by_role("link")).to_have_attribute("href", "https://herald.example/storm?page=1")
    assert violations(page) == []
    expect(ask(panel, REMEMBER)).to_contain_text(f"Asked: [{HOMES}]")
    expect(ask(panel, ABSENT)).to_contain_text("No answer found")
    assert violations(page) == []
    expect(ask(panel, DIFFER).get_by_role("table")).to_be_visible()
    assert violations(page) == []
    page.reload()
    again = opened(page)
    expect(again.get_by_role("article")).to_have_count(4)
    expect(again.get_by_role("article").first).to_contain_text("1,400")
    again.get_by_role("button", name="New conversation").click()
    expect(again.get_by_role("article")).to_have_count(0)


def test_an_answer_streams_is_stopped_and_gone_on_with(
    visit: Visit, paper: Paper, address: str, site: Site, engine: ScriptedEngine
) -> None:
    page = visit(paper.holding("stream", address, site.key))
    panel = opened(page)
    engine.go_on.clear()
    box = panel.get_by_label("Your question")
    box.fill(STREAM)
    box.press("Enter")
    expect(panel.get_by_role("article").first).to_contain_text("Forty-two were rescued.")
    assert violations(page) == []
    page.reload()
    panel = opened(page)
    expect(panel.get_by_role("article").first).to_contain_text("Forty-two were rescued.")
    panel.get_by_role("button", name="Stop").click()
    expect(panel.get_by_role("article").first).to_contain_text("Stopped.")
    expect(panel.get_by_role("article").first).to_contain_text("Forty-two were rescued.")
    engine.go_on.set()
    panel.get_by_role("button", name="Try again").click()
    expect(panel.get_by_role("article").first).to_contain_text("They were sailors.")


def test_what_goes_wrong_is_said_and_nothing_is_lost(
    visit: Visit, paper: Paper, address: str, site: Site, engine: ScriptedEngine
) -> None:
    page = visit(paper.holding("wrong", address, site.key))
    panel = opened(page)
    box = panel.get_by_label("Your question")
    box.fill(CRASH)
    box.press("Enter")
    failed = panel.get_by_role("article").first
    failed.get_by_role("button", name="Try again").wait_for()
    expect(failed).not_to_contain_text(SECRET)
    page.context.set_offline(True)
    box.fill(HOMES)
    box.press("Enter")
    lost = panel.get_by_role("article").nth(1)
    expect(lost).to_contain_text("offline")
    expect(lost).to_contain_text(HOMES)
    assert violations(page) == []
    page.context.set_offline(False)
    lost.get_by_role("button", name="Try again").click()
    expect(lost).to_contain_text("1,400")
    with page.expect_response("**/feedback"):
        lost.get_by_role("button", name="Helpful", exact=True).click()
    expect(lost.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")
    assert engine.feedback.list("up")


def test_it_is_used_by_keyboard_alone(visit: Visit, paper: Paper, address: str, site: Site) -> None:
    page = visit(paper.holding("keys", address, site.key))
    bubble(page).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel.get_by_label("Your question")).to_be_focused()
    page.keyboard.type(HOMES)
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="Copy").wait_for()
    within = "() => document.activeElement?.localName === 'citewell-chat' || document.activeElement === document.body"
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate(within)  # the page behind the dialog is out of reach
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(bubble(page)).to_be_focused()


@pytest.mark.parametrize("mode", ["bubble", "inline"])
def test_it_works_under_the_strictest_policy_and_the_most_hostile_style(
    visit: Visit, paper: Paper, address: str, site: Site, mode: str
) -> None:
    policy = STRICT.format(server=address.rstrip("/"))
    strict = visit(paper.holding(f"strict-{mode}", address, site.key, more=f'data-mode="{mode}"', policy=policy))
    hostile = visit(paper.holding(f"style-{mode}", address, site.key, more=f'data-mode="{mode}"', head=HOSTILE_STYLE))
    for page in (strict, hostile):
        panel = opened(page) if mode == "bubble" else page.locator("citewell-chat")
        panel.get_by_label("Your question").scroll_into_view_if_needed()
        answer = ask(panel, HOMES)
        answer.get_by_role("button", name="Source 1").first.click()
        expect(answer.locator("blockquote")).to_be_visible()


def test_what_a_language_model_writes_is_checked(
    visit: Visit, paper: Paper, written_address: str, site: Site, model: OpenAIServer
) -> None:
    model.forget()
    model.will(Script("About 1,400 homes were left without power [1]. About 1,900 homes were left without power [1]."))
    page = visit(paper.holding("written", written_address, site.key))
    answer = ask(opened(page), HOMES)
    expect(answer.locator(".claim.supported")).to_contain_text("About 1,400 homes")
    expect(answer.locator(".claim.contradicted .verdict")).to_contain_text("1,900")
    assert violations(page) == []
    model.will(*[fails(401)] * 3)
    fallen = ask(page.get_by_role("dialog"), HOMES)
    expect(fallen).to_contain_text("Given without the language model.")
    expect(fallen).not_to_contain_text("127.0.0.1")


@pytest.mark.parametrize("position", ["left", "right"])
def test_on_a_phone_it_fills_the_screen_and_takes_the_page_s_colour(
    visit: Visit, paper: Paper, address: str, site: Site, position: str
) -> None:
    more = f'data-position="{position}" data-accent="#8a1538"'
    page = visit(paper.holding(position, address, site.key, more=more), viewport={"width": 390, "height": 800})
    expect(bubble(page)).to_have_css("background-color", "rgb(138, 21, 56)")
    button = bubble(page).bounding_box()
    assert button and (button["x"] < 195) is (position == "left")
    assert opened(page).bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 800}


def test_words_of_articles_stay_words(visit: Visit, paper: Paper, address: str, site: Site) -> None:
    page = visit(paper.holding("hostile", address, site.key))
    panel = opened(page)
    answer = ask(panel, LIGHTHOUSE)
    answer.get_by_role("button", name="Source 1").first.click()
    expect(answer.locator("blockquote")).to_contain_text("</p><script>alert(3)</script>")
    assert panel.locator("script, img, iframe, a[href^='javascript']").count() == 0
    assert violations(page) == []


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_it_speaks_ukrainian_and_takes_other_words(
    visit: Visit, paper: Paper, address: str, site: Site, language: str
) -> None:
    words = json.dumps({"open": "اسأل"}).replace('"', "&quot;")
    more = f'data-lang="{language}" data-messages="{words if language == "ar" else ""}"'
    page = visit(paper.holding(language, address, site.key, more=more), viewport={"width": 390, "height": 800})
    page.locator("citewell-chat").get_by_role("button").click()
    panel = page.get_by_role("dialog")
    panel.wait_for()
    expect(page.locator("citewell-chat")).to_contain_text("اسأل" if language == "ar" else "Запитати")
    root = page.locator("citewell-chat .root")
    expect(root).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert violations(page) == []


def test_a_page_that_is_not_listed_gets_nothing(
    visit: Visit, paper: Paper, address: str, engine: ScriptedEngine
) -> None:
    other = Sites(engine.store.config.folder).add("Other", origins=("https://paper.example",))
    page = visit(paper.holding("foreign", address, other.key))
    panel = opened(page)
    panel.get_by_label("Your question").fill(HOMES)
    panel.get_by_label("Your question").press("Enter")
    panel.get_by_role("article").get_by_role("button", name="Try again").wait_for()
    expect(panel).not_to_contain_text("1,400")
    expect(panel).to_contain_text("not set up for this address")
    frame = f'<iframe src="{address}embed?site={other.key}" title="Ask"></iframe>'
    page = visit(paper.page("foreign-frame", frame))
    page.wait_for_load_state("networkidle")
    assert page.frames[1].locator("citewell-chat").count() == 0


def test_the_frame_answers_on_a_page_of_the_site(visit: Visit, paper: Paper, address: str, site: Site) -> None:
    frame = f'<iframe src="{address}embed?site={site.key}" title="Ask" width="600" height="600"></iframe>'
    page = visit(paper.page("frame", frame))
    panel = page.frame_locator("iframe").locator("citewell-chat")
    expect(ask(panel, HOMES)).to_contain_text("1,400")
    assert violations(page) == []


def test_two_hundred_readers_at_once_are_not_mixed_up(engine: ScriptedEngine, site: Site) -> None:
    async def one(client: httpx.AsyncClient, at: str, number: int) -> tuple[int, str]:
        history = [{"role": "user", "text": f"Question {number}"}, {"role": "assistant", "text": "Yes."}]
        headers = {"Origin": site.origins[0], "X-Citewell-Tab": f"tab{number:017}"}
        told = await client.post(at, json={"question": REMEMBER, "history": history}, headers=headers)
        if told.status_code == 429:
            assert int(told.headers["retry-after"]) > 0
        return told.status_code, told.text

    async def all_(at: str) -> list[tuple[int, str]]:
        limits = httpx.Limits(max_connections=AT_ONCE)
        async with httpx.AsyncClient(timeout=120, limits=limits) as client:
            return await asyncio.gather(*(one(client, at, number) for number in range(AT_ONCE)))

    with serving(engine) as address, ThreadPoolExecutor(1) as apart:  # Playwright's own loop runs in this thread
        found = apart.submit(asyncio.run, all_(f"{address}api/sites/{site.key}/chat")).result()
    assert {status for status, _ in found} <= {200, 429}
    answered = [number for number, (status, _) in enumerate(found) if status == 200]
    assert answered
    for number in answered:
        assert f"Asked: [Question {number}]" in found[number][1]
