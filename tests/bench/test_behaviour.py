"""Recordings resume after a kill, and two recordings compare."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.behaviour.__main__ import main
from bench.behaviour.compare import compare, first_difference, report
from bench.behaviour.items import ARTICLE_FIELDS, NEWS_ARTICLES, NEWS_ITEMS, Collection, Item, collections
from bench.behaviour.record import RecordError, environment, record, recorded

COMMAND = f"""#!{sys.executable}
import json, os, sys, pathlib
call = sys.argv[1:]
log = pathlib.Path(sys.argv[0]).with_name("calls.txt")
options = dict(zip(call, call[1:]))
if call[0] == "ingest":
    assert not list(pathlib.Path(options["--store"]).iterdir())
    told = [call[0]]
else:
    rows = [json.loads(line) for line in open(options["--batch"], encoding="utf-8")]
    told = [call[0], str(len(rows))]
with log.open("a") as out:
    out.write(" ".join(told) + "\\n")
for row in rows if call[0] != "ingest" else []:
    if row.get("question") == "stop":
        print("no more", file=sys.stderr)
        sys.exit(3)
    seen = sorted(name for name in os.environ if name.startswith(("CITEWELL_", "OPENAI_")))
    print(json.dumps({{"id": row["id"], "answer": row.get("question", "") + "!", "seen": seen}}), flush=True)
"""


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """A command that answers each request with its question and logs each call to calls.txt."""
    made = tmp_path / "bin" / "citewell"
    made.parent.mkdir()
    made.write_text(COMMAND, encoding="utf-8")
    made.chmod(0o755)
    return made


def asked(*questions: str) -> list[Collection]:
    """One collection without articles, and these questions."""
    return [Collection("few", [], [Item("few", "ask", {"question": question}) for question in questions])]


def rows(file: Path) -> list[dict[str, Any]]:
    """The rows of a recording."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def calls(command: Path) -> list[str]:
    """The calls so far."""
    return command.with_name("calls.txt").read_text().splitlines()


def test_every_response_is_recorded_in_order_with_its_request(command: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    record(command, out, asked("a", "b", "c"), tmp_path / "stores")
    assert [(row["request"]["question"], row["response"]["answer"]) for row in rows(out)] == [
        ("a", "a!"),
        ("b", "b!"),
        ("c", "c!"),
    ]
    assert all(row["seconds"] >= 0 for row in rows(out))


def test_several_processes_record_the_same(command: Path, tmp_path: Path) -> None:
    questions = [str(number) for number in range(7)]
    record(command, tmp_path / "one.jsonl", asked(*questions), tmp_path / "one")
    record(command, tmp_path / "three.jsonl", asked(*questions), tmp_path / "three", jobs=3)
    found = compare(tmp_path / "one.jsonl", tmp_path / "three.jsonl")
    assert (len(found.equal), found.differing, found.only_old, found.only_new) == (7, {}, [], [])
    assert sorted(calls(command)[-3:]) == ["ask 2", "ask 2", "ask 3"]


def test_a_stopped_recording_goes_on_where_it_stopped(command: Path, tmp_path: Path) -> None:
    out, stores = tmp_path / "out.jsonl", tmp_path / "stores"
    record(command, out, asked("a", "b"), stores)
    whole = out.read_bytes()
    out.write_bytes(whole[:-9])
    record(command, out, asked("a", "b", "c"), stores)
    assert [row["request"]["question"] for row in rows(out)] == ["a", "b", "c"]
    assert calls(command) == ["ingest", "ask 2", "ask 2"]


def test_a_half_filled_store_is_made_anew(command: Path, tmp_path: Path) -> None:
    left = tmp_path / "stores" / "few" / "store-left"
    left.mkdir(parents=True)
    (left / "half").touch()
    record(command, tmp_path / "out.jsonl", asked("a"), tmp_path / "stores")
    assert not left.exists()
    assert calls(command) == ["ingest", "ask 1"]


def test_a_command_that_ends_early_is_an_error_and_keeps_what_came(command: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(RecordError, match=r"(?s)answered 1 of 3 requests.*no more"):
        record(command, out, asked("a", "stop", "c"), tmp_path / "stores")
    assert recorded(out) == {Item("few", "ask", {"question": "a"}).key}


def test_settings_of_the_shell_are_taken_out(command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWELL_LLM", "openai")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://model.example")
    record(command, tmp_path / "out.jsonl", asked("a"), tmp_path / "stores")
    assert [row["response"]["seen"] for row in rows(tmp_path / "out.jsonl")] == [[]]
    assert environment({"citewell_llm": "openai", "PATH": "/bin"}) == {"PATH": "/bin"}


def test_the_requests_over_the_examples_are_many_and_of_every_kind() -> None:
    [examples] = collections()
    by = {name: [one.request for one in examples.items if one.command == name] for name in ("ask", "search", "check")}
    assert len(by["ask"]) == len(by["search"]) >= 150
    assert len(by["check"]) >= 100
    assert {"history", "as_of", "since", "until", "sources"} <= {name for one in by["ask"] for name in one}
    assert all("question" in one for one in by["ask"]) and all("query" in one for one in by["search"])
    assert len({one.key for one in examples.items}) == len(examples.items)


def test_a_sample_is_the_same_every_time_and_part_of_the_whole() -> None:
    [whole], [one], [other] = collections(), collections(sample=10), collections(sample=10)
    keys = [item.key for item in one.items]
    assert keys == [item.key for item in other.items]
    assert set(keys) < {item.key for item in whole.items}
    assert len(whole.items) / 11 < len(keys) < len(whole.items) / 9


def test_english_news_is_asked_searched_and_checked(tmp_path: Path) -> None:
    article = dict.fromkeys(ARTICLE_FIELDS, "") | {"id": "a", "language": "en", "translation_of": ""}
    question = {"language": "en", "type": "span", "question": "Who?", "answer": "Alma Finch"}
    claim = {"language": "en", "type": "claim", "claim": "The port closed.", "label": "supported"}
    _zip(tmp_path / NEWS_ARTICLES, [article, {**article, "id": "b", "language": "uk"}])
    _zip(tmp_path / NEWS_ITEMS, [question, claim, {**question, "language": "uk", "question": "Хто?"}])
    _, news = collections(tmp_path)
    assert news.articles == [{name: article[name] for name in ARTICLE_FIELDS}]
    sent = [(one.command, one.request.get("question", one.request.get("query", ""))) for one in news.items]
    assert sent == [("ask", "Who?"), ("search", "Who?"), ("check", "")]
    assert news.items[2].request == {"text": "The port closed."}


def _zip(file: Path, content: list[dict[str, str]]) -> None:
    file.parent.mkdir(exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in content)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, None),
        ({"a": 1}, {"a": 2}, "a"),
        ({"a": 1}, {"a": True}, "a"),
        ({"a": 1}, {}, "a"),
        ({}, {"a": 1}, "a"),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 1}, {"b": 3}]}, "a[1].b"),
        ({"a": [1]}, {"a": [1, 2]}, "a[1]"),
        ({"a": "x"}, {"a": None}, "a"),
        ([], [], None),
    ],
)
def test_the_first_field_that_differs_is_named(old: Any, new: Any, field: str | None) -> None:
    found = first_difference(old, new)
    assert (found and found.field) == field


def saved(file: Path, responses: dict[str, dict[str, Any]]) -> str:
    """Write a recording, and return its path."""
    content = [{"key": key, "request": {"question": key}, "response": one} for key, one in responses.items()]
    file.write_text("".join(json.dumps(row) + "\n" for row in content), encoding="utf-8")
    return str(file)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command line, and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["behaviour", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_ids_of_the_run_and_timings_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cited = {"article_id": "a", "passage_id": "p1", "quote": "x"}
    one = {"answer_id": "1", "citations": [cited], "timings_ms": {"total": 1.0}}
    other = {"answer_id": "2", "citations": [{**cited, "passage_id": "p9"}], "timings_ms": {"total": 2.0, "read": 1.0}}
    old, new = saved(tmp_path / "old", {"q": one}), saved(tmp_path / "new", {"q": other})
    assert run(monkeypatch, "compare", old, new) == 0
    moved = saved(tmp_path / "moved", {"q": {**one, "citations": [{**cited, "article_id": "b"}]}})
    assert run(monkeypatch, "compare", old, moved) == 1


def test_differences_are_counted_by_field_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = saved(tmp_path / "old", {f"few/ask/{n}": {"claims": [{"text": "a"}], "n": n} for n in range(4)})
    new = saved(tmp_path / "new", {f"few/ask/{n}": {"claims": [{"text": "ab"[n > 1]}], "n": n} for n in range(4)})
    assert run(monkeypatch, "compare", old, new, "--most", "1") == 1
    told = capsys.readouterr().out
    assert "2 of      4 equal" in told
    assert "2 differ first in claims[].text" in told
    assert 'few/ask/2  "few/ask/2"\n  claims[0].text\n  - "a"\n  + "b"' in told
    assert "few/ask/3" not in told and "1 more differ" in told


def test_a_request_that_one_recording_lacks_is_a_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = saved(tmp_path / "old", {"a": {}, "b": {}}), saved(tmp_path / "new", {"a": {}})
    assert run(monkeypatch, "compare", old, new) == 1
    assert run(monkeypatch, "compare", old, new, "--common") == 0
    assert run(monkeypatch, "compare", old, saved(tmp_path / "none", {}), "--common") == 1
    assert "1 requests stand in OLD alone" in report(compare(Path(old), Path(new)), 5)
