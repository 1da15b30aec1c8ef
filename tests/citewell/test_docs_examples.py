"""The Python of docs/api.md runs and prints what its comments say."""

import re
from pathlib import Path

import pytest

from tests.citewell.conftest import Server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
PRINTED = re.compile(r"^ *print\(.*\)  # (.*)$", re.MULTILINE)


def test_every_example_runs_and_prints_what_it_says(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run the examples in order over the example articles; replace URLs by a server's."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    assert len(BLOCKS) >= 3
    for number, block in enumerate(BLOCKS, 1):
        here = block.replace("https://news.example", server.address).replace("citewell-...", server.reader)
        exec(compile(here, f"docs/api.md, example {number}", "exec"), {})
        shown = capsys.readouterr().out.splitlines()
        expected = PRINTED.findall(block)
        assert expected
        assert [line for line in shown if not line.startswith("refused: ")] == expected
        assert any(line.startswith("refused: ") for line in shown) == ("ForbiddenError" in block)
