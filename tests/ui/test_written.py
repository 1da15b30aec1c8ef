"""Answers written by a language model, through the application: real HTTP on both sides."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from index.store import Store
from tests.openai_server.scripts import Script, fails, too_long, wrong_key
from tests.ui.written import Written, events_of, written

pytestmark = pytest.mark.slow

QUESTION = "how many missiles were intercepted"
RIGHT = "Seventy of the missiles were intercepted, Ukraine's air force said [1]."


@pytest.fixture(scope="module")
def running(examples: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The application with a language model."""
    with written(examples, tmp_path_factory.mktemp("written")) as app:
        yield app


@pytest.fixture
def app(running: Written) -> Written:
    """The application, with its model reset to obey prompts."""
    running.model.forget()
    return running


def test_the_model_is_given_the_passages_and_its_answer_is_checked(app: Written) -> None:
    answer = app.ask(QUESTION)
    assert (answer["mode"], answer["status"]) == ("llm", "answered")
    [claim] = answer["claims"]
    assert claim["verdict"] == "supported" and claim["citations"] == [1]
    [citation] = answer["citations"]
    assert citation["quote"] and citation["article_id"] and citation["published"]
    [sent] = app.model.asked
    said = sent["messages"][-1]["content"]
    assert said.count("<passage n=") == 10 and said.endswith(f"Question: {QUESTION}")


def test_words_stream_unchecked_and_the_verdict_follows(app: Written) -> None:
    app.model.will(Script(RIGHT, piece=4))
    events = app.events(QUESTION)
    names = [name for name, _ in events]
    assert names[:4] == ["start", "stage", "sources", "stage"] and names[-2:] == ["answer", "done"]
    assert "claim_delta" in names[: names.index("claim")]
    told = "".join(data["text"] for name, data in events if name == "claim_delta")
    assert told == "Seventy of the missiles were intercepted, Ukraine's air force said."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Eighty of the missiles were intercepted [1].", "says Eighty"),
        ("Seventy of the missiles were intercepted.", "cites no passage"),
        ("The missiles were sold to Freedonia for 3 euros [99].", "99"),
    ],
)
def test_what_is_wrong_is_marked(app: Written, text: str, reason: str) -> None:
    app.model.will(Script(text))
    answer = app.ask(QUESTION)
    [claim] = answer["claims"]
    assert claim["verdict"] in ("contradicted", "unsupported")
    assert any(reason in one for one in claim["reasons"])
    assert answer["status"] == "partial" and answer["short_answer"] == ""


def test_verdicts_are_counted(app: Written) -> None:
    app.model.will(Script("Eighty of the missiles were intercepted [1]."), Script(RIGHT))
    before = _count(app, 'citewell_claims_total{mode="llm",verdict="supported"}')
    app.ask(QUESTION)
    app.ask(QUESTION)
    assert _count(app, 'citewell_claims_total{mode="llm",verdict="supported"}') == before + 1
    assert _count(app, 'citewell_claims_total{mode="llm",verdict="contradicted"}') >= 1


def _count(app: Written, name: str) -> float:
    lines = httpx.get(f"{app.address}metrics").text.splitlines()
    return next((float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name)), 0.0)


def test_a_rewrite_is_asked_for_with_the_verdicts_and_never_made_by_itself(app: Written) -> None:
    app.model.will(Script("Eighty of the missiles were intercepted [1]."))
    first = app.ask(QUESTION)
    assert len(app.model.asked) == 1 and any(notice["kind"] == "rewrite" for notice in first["notices"])
    findings = [{name: claim[name] for name in ("text", "verdict", "reasons")} for claim in first["claims"]]
    app.ask(QUESTION, findings=findings)
    said = app.model.asked[-1]["messages"][-1]["content"]
    assert "1. Eighty of the missiles were intercepted. (contradicted" in said or "(unsupported" in said


def test_not_in_these_articles(app: Written) -> None:
    app.model.will(Script("NOT IN THESE ARTICLES"))
    answer = app.ask(QUESTION)
    assert (answer["status"], answer["mode"], answer["claims"]) == ("not_found", "llm", [])
    assert answer["related"]


FAULTS = {
    "500": [fails(500)] * 3,
    "429": [fails(429, Retry_After="0")] * 3,
    "stalls": [Script(RIGHT, end="stalls")],
    "never begins": [Script(RIGHT, before_s=30)] * 3,
    "breaks": [Script("Seventy of the missiles were intercepted [1]. About a hun", end="breaks")],
    "ends early": [Script("Seventy of the miss", end="ends early")],
    "malformed": [Script("Seventy", end="malformed")],
    "error event": [Script("Seventy", end="error", )],
    "empty": [Script("")],
    "refusal": [Script("", refusal="I cannot help with that.")],
    "filtered": [Script("", finish="content_filter")],
    "too long twice": [too_long(), too_long()],
    "wrong key": [wrong_key()],
    "400": [fails(400, "unknown parameter")],
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_whatever_fails_the_passages_answer_by_themselves(app: Written, name: str) -> None:
    app.model.will(*FAULTS[name])
    events = app.events(QUESTION)
    answer = events[-2][1]
    assert [name for name, _ in events[-2:]] == ["answer", "done"] and answer["mode"] == "extractive"
    assert answer["short_answer"] == "Seventy"
    [notice] = [notice for notice in answer["notices"] if notice["kind"] == "model"]
    assert "without the language model" in notice["text"] and "0123456789" not in notice["text"]
    app.model.scripts.clear()
    assert app.ask(QUESTION)["mode"] == "llm"


def test_a_server_that_is_not_there(examples: Store, tmp_path: Path) -> None:
    with written(examples, tmp_path, url="http://127.0.0.1:9/v1") as app:
        answer = app.ask(QUESTION)
    assert (answer["mode"], answer["short_answer"]) == ("extractive", "Seventy")
    assert any(notice["kind"] == "model" for notice in answer["notices"])


def test_a_context_too_long_is_asked_once_more_with_fewer_passages(app: Written) -> None:
    app.model.will(too_long(), Script(RIGHT))
    assert app.ask(QUESTION)["mode"] == "llm"
    first, second = (body["messages"][-1]["content"].count("<passage n=") for body in app.model.asked)
    assert second == first // 2


def test_a_follow_up_is_completed_by_the_model_and_shown(app: Written) -> None:
    history = [{"role": "user", "text": QUESTION}, {"role": "assistant", "text": "Seventy."}]
    app.model.will(Script("How many missiles did Russia fire?"))
    answer = app.ask("and how many did they fire?", history=history)
    assert answer["standalone_question"] == "How many missiles did Russia fire?"
    assert "user: how many missiles were intercepted" in app.model.asked[0]["messages"][-1]["content"]


@pytest.mark.parametrize("script", [fails(400, "no"), Script("An answer.\nOf two lines."), Script("x" * 2000)])
def test_a_follow_up_that_the_model_does_not_complete_is_completed_by_rules(app: Written, script: Script) -> None:
    history = [{"role": "user", "text": QUESTION}, {"role": "assistant", "text": "Seventy."}]
    app.model.will(script)
    answer = app.ask("and how many were fired?", history=history)
    assert answer["standalone_question"].startswith("how many missiles were fired")


def test_whoever_leaves_stops_the_model(app: Written) -> None:
    app.model.will(Script(RIGHT * 200, piece=4, delay_s=0.02))
    with httpx.stream("POST", f"{app.address}api/chat", json={"question": QUESTION}, timeout=300) as stream:
        for name, _ in events_of(stream):
            if name == "claim_delta":
                break
    [played] = app.model.streams
    assert played.disconnected.wait(30)
    assert len(played.written) < len(RIGHT * 200)


def test_32_streams_at_once_are_neither_mixed_nor_lost_nor_held_up_by_a_slow_one(
    examples: Store, tmp_path: Path
) -> None:
    slow, begun = threading.Event(), threading.Event()

    def script(body: object) -> Script:
        said = str(body)
        if "the slow one" in said:
            begun.set()
            slow.wait(300)
        number = said.rsplit("number ", 1)[1].split("?")[0]
        return Script(f"This is for number {number} [1].", piece=3, delay_s=0.001)

    with written(examples, tmp_path, timeout_s=300) as app, ThreadPoolExecutor(33) as pool:
        app.model.otherwise = script
        held = pool.submit(app.events, "what of the slow one, number 99?")
        assert begun.wait(300)
        asked = [pool.submit(app.events, f"what of the ferry, number {number}?") for number in range(32)]
        for number, one in enumerate(asked):
            events = one.result(300)
            told = "".join(data["text"] for name, data in events if name == "claim_delta")
            assert [name for name, _ in events[-2:]] == ["answer", "done"]
            assert told == f"This is for number {number}." == events[-2][1]["answer"].split(" [")[0]
        assert not held.done()
        slow.set()
        assert held.result(300)[-1][0] == "done"
