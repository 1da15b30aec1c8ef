"""The script of docs/backup.md works beside a writing process; its copy is restored and examined."""

import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.storage.database import FILE as ANSWERS
from rag.storage.database import Database
from tests.articles import BAKERY, article
from tests.ui.processes import run, run_json
from ui.auth.accounts import Accounts

PAGE = Path(__file__).parent.parent.parent / "docs" / "backup.md"
FILES = {"catalogue.sqlite3", "answers.sqlite3", "accounts.json"}


def _script(folder: Path) -> Path:
    """The script, as the page has it."""
    [code] = re.findall(r"```python\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    script = folder / "backup.py"
    script.write_text(code, encoding="utf-8")
    return script


@pytest.mark.slow
def test_the_script_copies_a_store_in_use_and_the_copy_can_be_restored(tmp_path: Path) -> None:
    store = open_store(StoreConfig(tmp_path / "store"), embedded_embedder)
    list(ingest(store, [article(), article(BAKERY, "bakery")]))
    Accounts(store.config.folder).add("ana", "reader", "a long password of hers")
    answers = Database(store.config.folder / ANSWERS)
    with answers.writing() as connection:
        connection.execute("INSERT INTO answers VALUES ('kept', 1, '{}')")

    writer = sqlite3.connect(store.config.folder / "catalogue.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO meta (key, value) VALUES ('half', 'done')")  # a change that is not finished
    backup = tmp_path / "backup"
    done = subprocess.run(
        [sys.executable, "-I", _script(tmp_path), store.config.folder, backup], capture_output=True, text=True
    )
    writer.execute("ROLLBACK")
    writer.close()
    answers.close()
    store.close()
    assert done.returncode == 0, done.stderr
    assert {file.name for file in backup.iterdir()} == FILES
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (backup, *backup.iterdir())} == {0}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700

    with sqlite3.connect(backup / "catalogue.sqlite3") as catalogue:
        assert catalogue.execute("SELECT count(*) FROM meta WHERE key = 'half'").fetchone() == (0,)
    with sqlite3.connect(backup / "answers.sqlite3") as kept:
        assert kept.execute("SELECT id FROM answers").fetchall() == [("kept",)]
    assert run(backup, "reindex").returncode == 0
    assert run_json(backup, "doctor")["healthy"]
    assert "41 metres" in run_json(backup, "ask", "How long was the loaf?")["claims"][0]["text"]
    assert [account.name for account in Accounts(backup).all()] == ["ana"]
