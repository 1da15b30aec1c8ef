"""Names, and files that must not mention where they were made."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = ("citewell", "index", "prompts", "rag", "ui")


def test_no_other_distribution_owns_our_names() -> None:
    owners = packages_distributions()
    assert {name: set(owners.get(name, ["citewell"])) for name in LAYERS} == {name: {"citewell"} for name in LAYERS}


def test_locks_name_versions_and_hashes_and_no_address() -> None:
    for lock in (ROOT / "locks").glob("*.txt"):
        text = lock.read_text()
        assert "://" not in text
        assert text.count("--hash=sha256:") >= text.count("==") > 0


def test_only_the_settings_read_the_environment() -> None:
    readers = re.compile(r"\bos\.environ\b|\bgetenv\b|from os import .*environ")
    found = [
        str(file.relative_to(ROOT))
        for layer in LAYERS
        for file in (ROOT / layer).rglob("*.py")
        if readers.search(file.read_text(encoding="utf-8"))
    ]
    assert found == ["ui/app/settings.py"]
