"""The store format is a number of its own, and never taken for the version of Citewell."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.catalogue.migrations import FIRST_CITEWELL, STORE_FORMAT
from index.errors import StoreVersionError
from index.store import Store
from index.system.versions import own_version
from ui.cli.doctor import _print as print_report
from ui.serialization.serializers import doctor_json

Change = Callable[[sqlite3.Connection], object]


def _changed(store: Store, change: Change) -> Path:
    """The folder of a store whose catalogue has been changed while it was closed."""
    store.close()
    with sqlite3.connect(store.config.folder / "catalogue.sqlite3") as connection:
        change(connection)
    connection.close()
    return store.config.folder


def _by_a_newer_citewell(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = '7.2.0' WHERE key = 'first citewell'")
    connection.execute(f"PRAGMA user_version = {STORE_FORMAT + 1}")


def test_a_new_store_has_the_format_and_names_the_citewell_that_reads_it(open_at: Callable[..., Store]) -> None:
    store = open_at()
    assert store.catalogue.noted("first citewell") == FIRST_CITEWELL
    with sqlite3.connect(_changed(store, lambda _: None) / "catalogue.sqlite3") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (STORE_FORMAT,)


def test_a_newer_format_is_refused_with_the_citewell_that_is_needed(open_at: Callable[..., Store]) -> None:
    folder = _changed(open_at(), _by_a_newer_citewell)
    with pytest.raises(StoreVersionError) as refused:
        open_at()
    assert str(refused.value) == (
        f"{folder} has store format {STORE_FORMAT + 1}; Citewell {own_version()} reads store formats up to "
        f"{STORE_FORMAT}. Install Citewell 7.2.0 or newer, restore a copy made before the upgrade, "
        "or name another --store"
    )


def test_a_newer_format_without_that_note_is_refused_too(open_at: Callable[..., Store]) -> None:
    def without_tables(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE meta")
        connection.execute("PRAGMA user_version = 99")

    _changed(open_at(), without_tables)
    with pytest.raises(StoreVersionError, match=r"has store format 99; .* Install a newer Citewell, restore"):
        open_at()


def test_a_refused_store_is_left_as_it_was(open_at: Callable[..., Store]) -> None:
    folder = _changed(open_at(), _by_a_newer_citewell)
    with pytest.raises(StoreVersionError):
        open_at()
    with sqlite3.connect(folder / "catalogue.sqlite3") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (STORE_FORMAT + 1,)
        kept = connection.execute("SELECT value FROM meta WHERE key = 'first citewell'").fetchone()
    assert kept == ("7.2.0",)


def test_an_older_format_is_upgraded(open_at: Callable[..., Store]) -> None:
    folder = _changed(open_at(), lambda connection: connection.execute("PRAGMA user_version = 4"))
    open_at().close()
    with sqlite3.connect(folder / "catalogue.sqlite3") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (STORE_FORMAT,)


def test_doctor_names_both(capsys: pytest.CaptureFixture[str]) -> None:
    report = {**doctor_json([]), "configured": {"embedder": "e5", "language_model": None}}
    assert report["store_format"] == STORE_FORMAT
    print_report(report)
    version = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("version"))
    assert re.fullmatch(rf"version  Citewell {re.escape(own_version())}; store format {STORE_FORMAT}", version)
