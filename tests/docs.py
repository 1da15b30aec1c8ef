"""The help texts of docs/commands.md, made from the program: `python -m tests.docs` writes them anew."""

from pathlib import Path

from typer.testing import CliRunner

from ui.cli.cli import app

FILE = Path(__file__).parent.parent / "docs" / "commands.md"
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


if __name__ == "__main__":
    FILE.write_text(commands_page(), encoding="utf-8")
