"""How long files, long functions, calls of `re` and documented functions are counted."""

import json
import sys
from pathlib import Path

import pytest

from bench.house import LANGUAGE, counts, main, sources, table


def house(root: Path, **files: str) -> Path:
    """Write files (`rag__language__dates` is rag/language/dates.py) and return the root."""
    for name, text in files.items():
        file = (root / name.replace("__", "/")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def test_long_files_and_functions_are_named(tmp_path: Path) -> None:
    long = "def walk():\n" + "    x = 1\n" * 60
    fair = "async def run():\n" + "    x = 1\n" * 40
    found = counts(sources(house(tmp_path, ui__long=long + "y = 1\n" * 240, ui__fair=fair, ui__short="x = 1\n" * 300)))
    assert found["files over 300 lines"] == {"ui/long.py": 301}
    assert found["functions over 60 lines"] == {"ui/long.py:1 walk": 61}
    assert found["functions over 40 lines"] == {"ui/long.py:1 walk": 61, "ui/fair.py:1 run": 41}
    assert found["median lines of an installed file"] == 300


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("import re\nA = re.compile('a')\nre.sub('a', 'b', re.escape('c'))", 3),
        ("import re as regex\nregex.search('a', 'b')", 1),
        ("from re import compile as made, IGNORECASE\nmade('a', IGNORECASE)", 1),
        ("import re\nflags = re.IGNORECASE\nA = 're.compile(1)'  # re.compile(2)", 0),
        ("A.sub('a', 'b')\nre.compile('a')", 0),
    ],
)
def test_calls_of_re_are_counted_in_the_code_alone(tmp_path: Path, text: str, calls: int) -> None:
    found = counts(sources(house(tmp_path, rag__pipeline=text, rag__language__dates=f"{text}\n{text}", ui__cli=text)))
    assert found[f"calls of re in rag/ outside {LANGUAGE}"] == calls
    assert found[f"calls of re in {LANGUAGE}"] == 2 * calls
    assert found["calls of re by file"] == (
        {"rag/language/dates.py": 2 * calls, "rag/pipeline.py": calls} if calls else {}
    )


def test_public_functions_want_a_docstring(tmp_path: Path) -> None:
    text = (
        'def told():\n    "Say so."\n    def inner(): ...\n'
        "def bare(): ...\ndef _own(): ...\n"
        "class Public:\n    def method(self): ...\n    def __len__(self): ...\nclass _Own:\n    def method(self): ...\n"
    )
    found = counts(sources(house(tmp_path, rag__one=text, tests__test_one="def test_one(): ...\n")))
    assert found["public functions"] == 3
    assert found["share of them with a docstring"] == 0.333
    assert found["without a docstring"] == ["rag/one.py:4 bare", "rag/one.py:7 method"]


def test_folders_that_are_not_ours_are_passed_over(tmp_path: Path) -> None:
    made = house(tmp_path, ui__widget__node_modules__one="x = 1\n")
    assert sources(made) == []
    assert counts([])["files"] == 0


@pytest.mark.slow
def test_the_table_and_the_json_say_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["house", "--json"])
    main()
    found = json.loads(capsys.readouterr().out)
    assert found["installed files"] > 100
    assert found["calls of re by file"]
    monkeypatch.setattr(sys, "argv", ["house"])
    monkeypatch.setattr("bench.house.counts", lambda _: found)
    monkeypatch.setattr("bench.house.sources", list)
    main()
    assert capsys.readouterr().out == table(found) + "\n"
