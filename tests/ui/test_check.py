"""`citewell check`: as a command, in batches, and through the serving process."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.articles import HARBOUR
from tests.ui.processes import run, run_anew, run_json, serving

pytestmark = pytest.mark.slow

RIGHT, WRONG, UNFOUND = (
    "Two workers were injured.",
    "Seven workers were injured.",
    "The mayor of Wexmoor opened an aquarium in May.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one article."""
    folder = tmp_path_factory.mktemp("check")
    (folder / "harbour.txt").write_text(HARBOUR)
    run(folder / "store", "ingest", str(folder / "harbour.txt"))
    return folder / "store"


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[str]:
    """The address at which it is served."""
    with serving(store) as address:
        yield address


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with front matter, and a sentence of each kind."""
    file = tmp_path / "draft.md"
    file.write_text(f"---\ntitle: Harbour\n---\n{RIGHT} {WRONG}\n\n{UNFOUND} What next?\n")
    return file


def test_it_prints_each_sentence_with_its_mark_and_its_source(store: Path, draft: Path) -> None:
    done = run(store, "check", str(draft))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"✓ {RIGHT} [1]"
    assert lines[1].startswith(f"✗ {WRONG} [")
    assert lines[2].startswith("    contradicted")
    assert lines[3] == f"? {UNFOUND}"
    assert lines[4].startswith("    not found")
    assert lines[5] == "· What next?"
    assert "4 sentences: 1 supported, 1 contradicted, 1 not found, 1 nothing to check." in lines
    assert f"    “{RIGHT}”" in lines


def test_json_has_every_field_of_the_contract(store: Path, draft: Path) -> None:
    found = run_json(store, "check", str(draft))
    assert set(found) == {"verdict", "supported", "score", "claims", "citations", "notices"}
    assert (found["verdict"], found["supported"]) == ("contradicted", False)
    assert 0 <= found["score"] <= 1
    assert [claim["verdict"] for claim in found["claims"]] == ["supported", "contradicted", "unsupported", "unchecked"]
    text = draft.read_text()
    for claim in found["claims"]:
        assert set(claim) == {
            "text", "citations", "verdict", "reasons", "independent_sources", "attribution", "start", "end", "score",
        }  # fmt: skip
        assert text[claim["start"] : claim["end"]] == claim["text"]
    citation = found["citations"][0]
    assert HARBOUR[citation["start"] : citation["end"]] == citation["quote"] == RIGHT


def test_it_reads_standard_input_and_takes_conditions(store: Path) -> None:
    done = run(store, "check", "-", "--json", "--source", "Nobody's Gazette", stdin=RIGHT)
    assert json.loads(done.stdout)["verdict"] == "unsupported"
    assert json.loads(run(store, "check", "-", "--json", stdin=RIGHT).stdout)["supported"] is True


def test_against_a_given_text_no_store_is_made_and_chroma_stays_unloaded(tmp_path: Path, draft: Path) -> None:
    (tmp_path / "source.txt").write_text(HARBOUR)
    nowhere = tmp_path / "nowhere"
    given = ("--source-text", str(tmp_path / "source.txt"))
    done = run_anew(nowhere, "check", str(draft), *given, PYTHONPROFILEIMPORTTIME="1")
    assert done.stdout.startswith(f"✓ {RIGHT} [1]")
    assert "[1] the given text" in done.stdout
    assert not nowhere.exists()
    assert "numpy" in done.stderr
    assert [name for name in ("chromadb", "llama_index", "gradio") if f"| {name}\n" in done.stderr] == []


def test_a_batch_answers_each_line_in_order_and_a_bad_line_says_so(store: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": RIGHT, "source_text": HARBOUR},
        {"id": "b", "text": WRONG, "source_text": HARBOUR},
        {"id": "c", "text": RIGHT},
        {"id": "d"},
        {"id": "e", "text": RIGHT, "source_text": ""},
    ]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    done = run(store, "check", "--batch", str(file))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [one["id"] for one in found] == ["a", "b", "c", "d", "e"]
    assert [one.get("verdict") for one in found] == ["supported", "contradicted", "supported", None, "unsupported"]
    assert [one.get("supported") for one in found] == [True, False, True, None, False]
    assert found[0]["score"] > found[1]["score"]
    assert "line 4: text" in found[3]["error"]


def test_a_batch_with_its_own_sources_needs_no_store(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": n, "text": RIGHT, "source_text": HARBOUR}) + "\n" for n in range(20))
    done = run(tmp_path / "nowhere", "check", "--batch", "-", stdin=lines)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == list(range(20))
    assert not (tmp_path / "nowhere").exists()


def test_it_works_through_the_serving_process(store: Path, served: str, draft: Path) -> None:
    found = run_json(store, "check", str(draft))
    assert [claim["verdict"] for claim in found["claims"]] == ["supported", "contradicted", "unsupported", "unchecked"]
    response = httpx.post(f"{served}/api/check", json={"text": draft.read_text()}, timeout=60)
    assert response.json()["verdict"] == found["verdict"]
    own = httpx.post(f"{served}/api/check", json={"text": "It rained.", "source_text": "It rained."}, timeout=60).json()
    assert (own["supported"], own["citations"][0]["article_id"]) == (True, "source_text")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"text": " \n"}, "is empty; give the text to check"),
        ({"text": "x" * 100_001}, "100000"),
        ({"text": "x", "since": "soon"}, "not a full date"),
        ({"text": "x", "history": []}, "history"),
        ({}, "text"),
    ],
)
def test_a_bad_request_says_what_is_wrong(served: str, body: dict[str, object], problem: str) -> None:
    response = httpx.post(f"{served}/api/check", json=body, timeout=60)
    assert response.status_code == 422
    assert problem in response.json()["detail"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "give a FILE"),
        (("-", "--batch", "-"), "not both"),
        (("-", "--source-text", "-"), "name a file for one of them"),
        (("/nowhere/draft.md",), "/nowhere/draft.md is not a file"),
        (("-",), "is empty"),
        (("-", "--since", "soon"), "since"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], problem: str
) -> None:
    stdin = "It rained." if "--since" in arguments else ""
    done = run(tmp_path / "store", "check", *arguments, stdin=stdin)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "store").exists()
