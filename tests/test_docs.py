"""The documentation matches the program."""

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from index.readers.fields import NAMES
from tests.docs import ARTICLES, COMMANDS, FILE, articles_page, commands_page
from ui.app.settings import Settings
from ui.cli.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_help_texts_are_those_of_the_program() -> None:
    assert FILE.read_text(encoding="utf-8") == commands_page(), "run `make commands`"


def test_the_kinds_of_files_are_those_of_the_readers() -> None:
    assert ARTICLES.read_text(encoding="utf-8") == articles_page(), "run `make commands`"


def test_every_command_is_documented() -> None:
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    assert set(command.commands) == {one.split()[0] for one in COMMANDS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_are_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []


def test_every_setting_is_documented() -> None:
    shown = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    names = [f"CITEWELL_{name}".upper().replace("CITEWELL_OPENAI_API_KEY", "OPENAI_API_KEY") for name in _settings()]
    assert [name for name in names if name not in shown] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    named = re.findall(
        r"`((?:citewell|index|rag|ui|prompts|training|bench|examples|tests)/[\w./]*)`", page.read_text("utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_name_of_a_field_is_documented() -> None:
    page = (ROOT / "docs" / "articles.md").read_text(encoding="utf-8")
    rows = [f"| `{ours}` | {', '.join(theirs)} |" for ours, theirs in NAMES.items()]
    assert [row for row in rows if row not in page] == []


def _settings() -> list[str]:
    return list(Settings.model_fields)
