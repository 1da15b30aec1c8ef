"""Feedback: given over HTTP, listed by the command, with `serve` and without."""

import json
from pathlib import Path

import httpx
import pytest

from tests.articles import HARBOUR
from tests.ui.processes import run, run_json, serving

pytestmark = pytest.mark.slow

ASKED = "how many workers were injured"


def test_feedback_is_given_listed_and_forgotten(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    assert run(store, "ingest", str(tmp_path / "harbour.txt")).returncode == 0
    with serving(store) as address, httpx.Client(base_url=address, timeout=60) as ann:
        answer, other = (
            ann.post("/api/chat", json={"question": one, "stream": False}).json()["answer_id"]
            for one in (ASKED, "who is the director")
        )

        assert ann.post("/api/conversations").status_code == 201

        def give(verdict: str, reason: str = "", of: str = answer) -> int:
            body = {"answer_id": of, "verdict": verdict, "reason": reason}
            return ann.post("/api/feedback", json=body).status_code

        assert (give("up"), give("down", "Two?\nOr three?"), give("up", of=other)) == (204, 204, 204)
        assert (give("up", of="unknown"), give("bad"), give("up", "x" * 2001)) == (404, 422, 422)
        own = ann.get("/api/feedback/own", params={"answer_id": [answer, "unknown"]}).json()
        assert own == {"feedback": [{"answer_id": answer, "verdict": "down", "reason": "Two?\nOr three?"}]}
        assert httpx.get(f"{address}/api/feedback/own?answer_id={answer}").json() == {"feedback": []}
        listed = run_json(store, "feedback")["feedback"]
        assert [(one["answer_id"], one["verdict"], one["reason"]) for one in listed] == [
            (other, "up", ""),
            (answer, "down", "Two?\nOr three?"),
        ]
        assert listed[1] | {"question": ASKED, "status": "answered"} == listed[1]
        assert run_json(store, "feedback", "--verdict", "down", "--limit", "1")["feedback"] == listed[1:]
        owner = {"Authorization": f"Bearer {json.loads((store / 'serving.json').read_text())['token']}"}
        assert httpx.get(f"{address}/api/feedback?limit=1", headers=owner).json()["feedback"] == listed[:1]
        assert httpx.get(f"{address}/api/feedback?verdict=bad", headers=owner).status_code == 422

    said = run(store, "feedback").stdout
    assert f"{ASKED} (answered)\n    Two? Or three?\n    citewell answer {answer}\n2 listed.\n" in said
    # Whoever gave either gave both.
    done = run(store, "forget", "--visitor", other)
    assert (done.returncode, done.stdout) == (0, "2 deleted, and 1 conversation.\n")
    assert run_json(store, "feedback") == {"feedback": []}


@pytest.mark.parametrize("arguments", [("--verdict", "bad"), ("--limit", "-2")])
def test_wrong_usage_says_so(tmp_path: Path, arguments: tuple[str, str]) -> None:
    done = run(tmp_path / "store", "feedback", *arguments)
    assert (done.returncode, done.stdout) == (2, "") and arguments[0].strip("-") in done.stderr
