"""What the project promises to contributors: links, records, the docs site, hooks and hosted CI."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / "docs" / "decisions"
UNTRACKED = frozenset({".git", ".venv", "node_modules", "site", "findings"})
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
LOADING = frozenset({"src", "srcset", "poster", "data"})


class Addresses(HTMLParser):
    """Collects the addresses that a browser loads when it opens a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = LOADING | {"href"} if tag in ("link", "use", "image") else LOADING
        self.found += [value for name, value in attrs if name in named and value]


def markdown() -> Iterator[Path]:
    for file in ROOT.rglob("*.md"):
        if UNTRACKED.isdisjoint(file.relative_to(ROOT).parts):
            yield file


def test_every_markdown_link_in_the_repository_resolves() -> None:
    broken = []
    for file in markdown():
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        targets = re.findall(r"\]\(([^)#\s]+)", prose)
        broken += [
            f"{file.relative_to(ROOT)}: {target}"
            for target in targets
            if not urlsplit(target).scheme and not (file.parent / target).exists()
        ]
    assert broken == []


def test_index_of_records_lists_each_with_its_title() -> None:
    index = (RECORDS / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| \[(\d{4})\]\(\S+\) \| (.+?) \|", index, re.MULTILINE))
    titles = {
        file.name[:4]: file.read_text(encoding="utf-8").splitlines()[0].removeprefix(f"# {file.name[:4]}: ")
        for file in RECORDS.glob("[0-9]*.md")
    }
    assert rows == titles
    assert sorted(titles) == [f"{number:04}" for number in range(1, len(titles) + 1)]


@pytest.mark.parametrize("record", sorted(RECORDS.glob("[0-9]*.md")), ids=lambda record: record.stem)
def test_records_have_all_parts(record: Path) -> None:
    headings = re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Figures"]


@pytest.mark.slow
def test_docs_site_builds_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "-c", "docs"]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "parsed"), ".", str(site)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    loaded = {
        page.relative_to(site): outside
        for page in site.rglob("*.html")
        if "_downloads" not in page.parts  # Example pages that docs link to: they show how to embed the widget.
        and (outside := [one for one in Addresses(page.read_text("utf-8")).found if urlsplit(one).netloc])
    }
    assert loaded == {}
    fetched = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//")
    assert [file.name for file in site.rglob("*.css") if fetched.search(file.read_text("utf-8"))] == []
    assert (site / "index.html").exists()


def test_hosted_ci_runs_each_supported_python_and_the_same_commands() -> None:
    job = WORKFLOW["jobs"]["check"]
    prefix = "Programming Language :: Python :: "
    supported = [line.removeprefix(prefix) for line in PROJECT["classifiers"] if line.startswith(prefix)]
    assert job["strategy"]["matrix"]["python"] == supported
    assert PROJECT["requires-python"] == f">={supported[0]}"
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line.startswith("make")] == [
        command for command in commands if command in ("make check", "make test")
    ]


def test_hooks_are_our_own_tools() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    own = {hook["id"]: hook["entry"].split()[0] for hook in config["repos"][0]["hooks"] if hook["language"] == "system"}
    present = {path.name for path in Path(sys.executable).parent.iterdir()}
    assert {id: entry for id, entry in own.items() if entry.removeprefix(".venv/bin/") not in present} == {}


def test_changelog_names_the_present_version() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert PROJECT["version"] in headings


def test_contributing_names_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert {target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def test_contributing_names_files_that_exist() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:index|rag|ui|prompts|training|bench|examples|tests)/[\w./]+)`", page)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("layer", ["ui", "rag", "index"])
def test_contributing_lists_every_package(layer: str) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = page.split(f"**`{layer}/`:", 1)[1].split("\n\n", 2)[1]
    named = {name for row in table.splitlines()[2:] for name in re.findall(r"`([\w.]+)`", row.split("|")[1])}
    packages = {folder.parent.name for folder in (ROOT / layer).glob("*/__init__.py")}
    assert packages - named == set()
    assert {name for name in named if not (ROOT / layer / name).exists()} == set()
