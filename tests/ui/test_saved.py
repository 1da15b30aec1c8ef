"""Saved answers, changes and takedowns over the command line and a server."""

import json
from pathlib import Path

import httpx
import pytest

from tests.articles import BAKERY, HARBOUR
from tests.ui.processes import run, run_json, serving

pytestmark = pytest.mark.slow

ASKED = "how many workers were injured"


def bring(store: Path, folder: Path, text: str = HARBOUR) -> None:
    (folder / "harbour.txt").write_text(text)
    (folder / "bakery.txt").write_text(BAKERY)
    assert run(store, "ingest", str(folder)).returncode == 0


def test_an_answer_is_shown_again_with_what_has_changed(tmp_path: Path) -> None:
    store, news = tmp_path / "store", tmp_path / "news"
    news.mkdir()
    bring(store, news)
    found = run_json(store, "ask", ASKED)
    id = found["answer_id"]
    kept = run_json(store, "answer", id)
    assert (kept["answer_id"], kept["answer"], kept["changes"]) == (id, found, [])
    assert "The cited articles have not changed" in run(store, "answer", id).stdout

    bring(store, news, HARBOUR.replace("Two", "Three"))
    again = run_json(store, "answer", id)
    assert again["answer"] == found
    assert again["evidence"][0]["text"] == HARBOUR
    [change] = again["changes"]
    assert (change["n"], change["article_id"], change["change"]) == (1, "harbour.txt", "changed")
    assert (change["quote_stands"], change["version"]) == (False, 2)
    assert "no longer contains the quote" in run(store, "answer", id).stdout
    assert "[-Two-]{+Three+} workers" in run(store, "changes", "harbour.txt").stdout
    runs = run_json(store, "changes", "harbour.txt", "--from", "1", "--to", "2")["runs"]
    assert "".join(one["text"] for one in runs if one["kind"] != "inserted") == HARBOUR
    assert run_json(store, "ask", ASKED)["citations"][0]["corrected"] == change["since"]

    assert run_json(store, "remove", "harbour.txt")["removed"] == ["harbour.txt"]
    assert run_json(store, "answer", id)["changes"][0]["change"] == "removed"
    assert run_json(store, "remove", "--purge", "harbour.txt", "unknown")["failed"][0]["source"] == "unknown"
    assert run_json(store, "answer", id)["changes"][0]["change"] == "purged"
    assert "was taken down" in run(store, "answer", id).stdout
    assert not any(b"Alma Finch" in file.read_bytes() for file in store.rglob("*") if file.is_file())


def test_answers_are_forgotten_on_request_and_batches_are_kept_too(tmp_path: Path) -> None:
    bring(tmp_path / "store", tmp_path)
    store = tmp_path / "store"
    lines = "\n".join(json.dumps({"id": n, "question": one}) for n, one in enumerate((ASKED, "hello", "who is Rufus")))
    found = [json.loads(line) for line in run(store, "ask", "--batch", "-", stdin=lines).stdout.splitlines()]
    first, last = found[0]["answer_id"], found[2]["answer_id"]
    assert "answer_id" not in found[1]
    done = run(store, "forget", first, "unknown", "--json")
    assert (done.returncode, json.loads(done.stdout)["forgotten"]) == (1, 1)
    assert run(store, "answer", first).returncode == 2
    assert run_json(store, "forget", "--before", "2020-01-01")["forgotten"] == 0
    assert run_json(store, "forget", "--all")["forgotten"] == 1
    assert "may have been forgotten" in run(store, "answer", last).stderr
    nothing = run(store, "ask", ASKED, "--json", CITEWELL_KEEP_ANSWERS="0")
    assert "answer_id" not in json.loads(nothing.stdout)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("forget",), "give exactly one of these: ids of answers"),
        (("forget", "x", "--all"), "give exactly one of these: ids of answers"),
        (("forget", "--before", "soon"), "before: 'soon' is not a full date"),
        (("answer", "nothing"), "no answer is kept under 'nothing'"),
        (("changes", "nothing"), "there is no article 'nothing'"),
    ],
)
def test_wrong_usage_says_what_to_do(tmp_path: Path, arguments: tuple[str, ...], problem: str) -> None:
    done = run(tmp_path / "store", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr


def test_the_server_shows_answers_to_whoever_has_their_id_and_deletes_them_for_the_owner(tmp_path: Path) -> None:
    store = tmp_path / "store"
    bring(store, tmp_path)
    bring(store, tmp_path, HARBOUR.replace("Two", "Three"))
    with serving(store, CITEWELL_HOST="0.0.0.0") as address:
        body = {"question": ASKED, "stream": False}
        asked = httpx.post(f"{address}/api/chat", json=body, timeout=60).json()
        path = f"{address}/api/answers/{asked['answer_id']}"
        assert httpx.get(path).json()["answer"] == asked
        assert httpx.get(f"{address}/api/answers/nothing").status_code == 404
        assert run_json(store, "answer", asked["answer_id"])["answer"] == asked

        versions = httpx.get(f"{address}/api/articles/harbour.txt").json()["versions"]
        assert [one["version"] for one in versions] == [1, 2]
        assert versions[0]["until"] == versions[1]["since"] and versions[1]["until"] is None
        found = httpx.get(f"{address}/api/articles/harbour.txt/changes").json()
        assert (found["from"], found["to"], found["since"]) == (1, 2, versions[1]["since"])
        assert httpx.get(f"{address}/api/articles/harbour.txt/changes?from=2&to=1").json()["to"] == 1
        assert httpx.get(f"{address}/api/articles/bakery.txt/changes").status_code == 404
        assert run_json(store, "changes", "harbour.txt") == found

        assert httpx.delete(path).status_code == 401
        assert httpx.post(f"{address}/api/forget", json={"all": True}).status_code == 401
        token = json.loads((store / "serving.json").read_text())["token"]
        owner = {"Authorization": f"Bearer {token}"}
        assert httpx.delete(path, headers=owner).status_code == 204
        assert httpx.delete(path, headers=owner).status_code == 404
        assert run_json(store, "forget", "--all")["forgotten"] == 0
