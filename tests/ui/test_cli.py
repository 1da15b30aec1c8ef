"""The command line's contract: JSON alone on standard output, exit codes, batches, errors that say what to do."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from tests.articles import EXAMPLES
from tests.ui.processes import run, run_json

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the example articles."""
    folder = tmp_path_factory.mktemp("cli") / "store"
    found = run_json(folder, "ingest", str(EXAMPLES))
    assert (found["added"], found["failed"]) == (len(list(EXAMPLES.glob("*.md"))), [])
    return folder


def test_ask_prints_the_cited_answer(store: Path) -> None:
    done = run(store, "ask", "how many missiles were intercepted")
    assert done.returncode == 0
    assert done.stdout.startswith("Seventy\n\nSeventy of the missiles were intercepted")
    for part in ("[1]", "Northern Wire, 15 November 2022", "https://northernwire.example/", "15 articles in the store"):
        assert part in done.stdout


def test_ask_says_its_window_and_what_the_days_of_a_quote_are(store: Path) -> None:
    done = run(store, "ask", "how many missiles did Russia launch, published on 16 November 2022?")
    assert "Note: Published on 16 November 2022\n" in done.stdout
    assert "fewer than was first reported.” (Tuesday = 15 November 2022)" in done.stdout


def test_ask_json_has_every_field_of_the_contract(store: Path) -> None:
    found = run_json(store, "ask", "how many missiles were intercepted", "--since", "2022-11-01")
    assert set(found) >= {
        "question", "standalone_question", "status", "mode", "short_answer", "answer", "confidence", "claims",
        "citations", "related", "conflicts", "notices", "as_of", "window", "timings_ms",
    }  # fmt: skip
    assert (found["status"], found["mode"], found["short_answer"]) == ("answered", "extractive", "Seventy")
    assert set(found["claims"][0]) >= {"text", "citations", "verdict", "reasons", "independent_sources", "attribution"}
    citation = found["citations"][0]
    assert set(citation) >= {
        "n", "article_id", "passage_id", "title", "source", "url", "published", "quote", "start", "end", "also_in",
    }  # fmt: skip
    assert found["window"] == {"since": "2022-11-01T00:00:00+00:00", "until": None, "from": "given"}
    assert "total" in found["timings_ms"]


def test_ask_batch_answers_each_line_in_order_and_a_bad_line_says_so(store: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "question": "who is ukraine's energy minister"},
        {
            "id": "b",
            "question": "and how many were shot down?",
            "history": [{"role": "user", "text": "How many missiles did Russia fire?"}],
        },
        {"id": "c", "question": "how many missiles were intercepted", "as_of": "2022-11-01"},
        {"id": "d"},
    ]  # fmt: skip
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\nnot json\n")
    done = run(store, "ask", "--batch", str(file))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [one.get("id") for one in found] == ["a", "b", "c", "d", None]
    assert found[0]["short_answer"] == "Herman Halushchenko"
    assert found[1]["short_answer"] in ("Seventy", "70")
    assert found[2]["status"] == "not_found"
    assert "line 4: question" in found[3]["error"]
    assert "line 5: is not JSON" in found[4]["error"]


def test_search_finds_passages_with_exact_offsets(store: Path) -> None:
    found = run_json(store, "search", "ferry inquiry", "-k", "3")
    assert len(found["hits"]) == 3
    assert set(found["hits"][0]) == {"article_id", "passage_id", "score", "start", "end", "text"}
    assert "inquiry" in found["hits"][0]["text"]
    done = run(
        store,
        "search",
        "--batch",
        "-",
        "-k",
        "2",
        stdin='{"id": 1, "query": "comet"}\n{"id": 2, "query": "flood", "k": 1}',
    )
    assert [(one["id"], len(one["hits"])) for one in map(json.loads, done.stdout.splitlines())] == [(1, 2), (2, 1)]


def test_search_rerank_puts_what_answers_first(store: Path) -> None:
    found = run_json(store, "search", "who leads the inquiry into the ferry", "--rerank", "-k", "5")
    assert "Helena Marsters" in found["hits"][0]["text"]


def test_articles_lists_what_there_is_newest_first(store: Path) -> None:
    found = run_json(store, "articles")
    dates = [one["published"] for one in found["articles"]]
    assert found["count"] == len(found["articles"]) == 15
    assert dates[0].startswith("2024-07-30")
    assert "15 articles" in run(store, "articles").stdout
    assert len(run_json(store, "articles", "--limit", "2")["articles"]) == 2


def test_a_bad_file_is_listed_and_the_rest_is_ingested(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text("The crane fell. Two workers were injured.")
    (news / "bad.txt").write_bytes(b"\x00\x01")
    done = run(tmp_path / "store", "ingest", str(news), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert (found["added"], found["passages"], found["removed"]) == (1, 1, 0)
    assert found["failed"][0]["source"] == str(news / "bad.txt")
    assert "failed: " in run(tmp_path / "store", "ingest", str(news)).stderr


def test_prune_removes_what_vanished_and_nothing_else_does(tmp_path: Path) -> None:
    news, store = tmp_path / "news", tmp_path / "store"
    news.mkdir()
    for name in ("a", "b", "c"):
        (news / f"{name}.txt").write_text(f"Article {name} is about the town of {name}ville.")
    run(store, "ingest", str(news))
    (news / "a.txt").unlink()
    (news / "b.txt").write_bytes(b"\x00")
    assert run_json(store, "ingest", str(news))["removed"] == 0
    assert run_json(store, "ingest", str(news), "--prune")["removed"] == 1
    assert {one["id"] for one in run_json(store, "articles")["articles"]} == {"b.txt", "c.txt"}


def test_remove_takes_articles_out_and_says_which_there_were_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The crane fell into the harbour of Wexmoor.")
    run(tmp_path / "store", "ingest", str(tmp_path / "a.txt"))
    found = run_json(tmp_path / "store", "remove", "a.txt", "b.txt")
    assert (found["removed"], found["failed"][0]["source"]) == (["a.txt"], "b.txt")
    assert run_json(tmp_path / "store", "ask", "what fell into the harbour")["status"] == "not_found"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("ask",), "give a QUESTION"),
        (("ask", "who?", "--batch", "x.jsonl"), "not both"),
        (("ask", "   "), "question: is empty"),
        (("ask", "who?", "--since", "soon"), "since: 'soon' is not a full date"),
        (("ask", "--batch", "/nowhere/x.jsonl"), "check the path given to --batch"),
        (("search", "x", "-k", "0"), "-k"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(store: Path, arguments: tuple[str, ...], problem: str) -> None:
    done = run(store, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_settings_are_exit_code_2(store: Path) -> None:
    done = run(store, "ask", "who?", CITEWELL_PORT="eighty")
    assert done.returncode == 2
    assert "CITEWELL_PORT" in done.stderr
    done = run(store, "ask", "who?", CITEWELL_EMBEDDER="text-embedding-3-small")
    assert done.returncode == 2
    assert "needs a key" in done.stderr


def test_a_stray_key_changes_nothing(store: Path) -> None:
    done = run(store, "ask", "how many missiles were intercepted", "--json", OPENAI_API_KEY="sk-not-a-key")
    assert json.loads(done.stdout)["mode"] == "extractive"


def test_version_is_that_of_the_distribution(tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"citewell {metadata.version('citewell')}\n", "")


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    done = run(tmp_path / "store", "ask", "who?")
    assert "citewell ingest FOLDER" in done.stdout
