"""Pages of docs/ that are made from the program: `python -m tests.docs` writes them anew.

docs/commands.md holds the help texts, docs/articles.md the table of the kinds of files.
"""

import re
from pathlib import Path

from typer.testing import CliRunner

from index.readers.registry import BUILT_IN
from ui.cli.cli import app

DOCS = Path(__file__).parent.parent / "docs"
FILE = DOCS / "commands.md"
ARTICLES = DOCS / "articles.md"
_KINDS = re.compile(r"^\| file \| what it holds \|\n(?:\|.*\n)+", re.MULTILINE)
COMMANDS = (
    "ingest",
    "ask",
    "answer",
    "feedback",
    "forget",
    "check",
    "search",
    "articles",
    "changes",
    "remove",
    "reindex",
    "doctor",
    "serve",
    "accounts add",
    "accounts list",
    "accounts password",
    "accounts key",
    "accounts remove",
    "sites add",
    "sites change",
    "sites list",
    "sites remove",
    "mcp",
)
OPENING = """# Commands

What `citewell COMMAND --help` says; `citewell --version` prints the version.
This page is made by `make commands` and checked by `make test`.
"""


def commands_page() -> str:
    """The whole page."""
    runner = CliRunner(env={"COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1"})
    parts = [OPENING]
    for command in COMMANDS:
        shown = runner.invoke(app, [*command.split(), "--help"], prog_name="citewell").stdout.rstrip()
        parts.append(f"## citewell {command}\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def articles_page() -> str:
    """Return docs/articles.md with the table of our own readers."""
    rows = [f"| {', '.join(f'`{suffix}`' for suffix in reader.suffixes)} | {reader.label} |\n" for reader in BUILT_IN]
    table = "".join(["| file | what it holds |\n", "|---|---|\n", *rows])
    page, tables = _KINDS.subn(lambda _: table, ARTICLES.read_text(encoding="utf-8"))
    if tables != 1:
        raise ValueError(f"{ARTICLES} needs one table with the heading '| file | what it holds |', and has {tables}")
    return page


if __name__ == "__main__":
    FILE.write_text(commands_page(), encoding="utf-8")
    ARTICLES.write_text(articles_page(), encoding="utf-8")
