import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embed import embedded_embedder
from index.errors import ModelError, NotFoundError, StoreBusyError, StoreError, StoreVersionError
from index.lock import StoreLock
from index.models.files import HERE, checksums, model_folder, verify
from index.store import Store, StoreConfig, open_store
from index.view import passage_number
from rag.reader import MODELS

_HOLD = """
import sys, time
from pathlib import Path
from index.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_owner_is_refused_and_told_who_holds_the_store(tmp_path: Path) -> None:
    path = tmp_path / "owner.lock"
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    try:
        with pytest.raises(StoreBusyError, match=f"process {holder.pid}"):
            StoreLock(path).take()
    finally:
        holder.kill()
        holder.wait()
    mine = StoreLock(path)
    mine.take(wait_s=5)
    mine.release()


def test_a_store_of_a_newer_version_is_refused(open_at: Callable[..., Store]) -> None:
    store = open_at()
    folder = store.config.folder
    store.close()
    with sqlite3.connect(folder / "catalogue.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreVersionError, match="upgrade Citewell"):
        open_at()


def test_a_folder_that_cannot_be_a_store_says_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    with pytest.raises(StoreError, match="name another --store"):
        open_store(StoreConfig(file / "store"), embedded_embedder)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "catalogue.sqlite3").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError, match="cannot be opened as a catalogue"):
        open_store(StoreConfig(tmp_path / "store"), embedded_embedder)


def test_a_store_is_private_to_its_user(store: Store) -> None:
    assert stat.S_IMODE(store.config.folder.stat().st_mode) == 0o700


def test_unknown_articles_and_passage_ids_are_not_found(store: Store) -> None:
    with store.view() as view, pytest.raises(NotFoundError, match="citewell articles"):
        view.article("nothing")
    assert passage_number("p12") == 12
    for text in ("12", "p", "px", "p-1", "p²"):
        with pytest.raises(NotFoundError):
            passage_number(text)


@pytest.mark.parametrize("folder", [HERE / "embedder", MODELS / "reader"])
def test_the_model_files_are_the_published_ones(folder: Path) -> None:
    verify(folder)


def test_a_damaged_or_missing_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    with pytest.raises(ModelError, match="holds no model"):
        checksums(tmp_path / "m")
    (tmp_path / "m" / "SHA256SUMS").write_text("0" * 64 + "  model.onnx\n")
    with pytest.raises(ModelError, match="is missing"):
        model_folder("m", tmp_path)
    (tmp_path / "m" / "model.onnx").write_text("other")
    with pytest.raises(ModelError, match="not the published file"):
        verify(tmp_path / "m")
