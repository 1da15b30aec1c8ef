import json
import os
import random
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.catalogue.view import passage_number
from index.embedding.embedder import embedded_embedder
from index.embedding.model_files import HERE, checksums, model_folder, verify
from index.errors import ModelError, NotFoundError, StoreBusyError, StoreError
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import Store, StoreConfig, open_store
from index.system.lock import StoreLock
from rag.reader.model import MODELS
from tests.articles import BAKERY, EXAMPLES, HARBOUR, article

_HOLD = """
import sys, time
from pathlib import Path
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.system.lock import StoreLock
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


LONG_WORDS = (
    "administration", "characteristics", "communication", "constitutional", "correspondence", "determination",
    "entertainment", "environmental", "establishment", "international", "investigation", "manufacturing",
    "organizations", "psychological", "representative", "responsibility", "transportation", "understanding",
)  # fmt: skip
"""One token each for the embedder: much text, little work."""

FULL = """
set -e
mount -t tmpfs -o size="$4" none "$1"
"$2" -m ui.cli ingest "$3" --store "$1/store" --json || echo "code $?"
mount -o remount,size=200m "$1"
"$2" -m ui.cli ingest "$3" --store "$1/store" --json
"$2" -m ui.cli doctor --store "$1/store" --json
"""


@pytest.mark.slow
@pytest.mark.parametrize("size", ["700k", "1700k"], ids=["before-the-vectors", "among-the-vectors"])
def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path, size: str) -> None:
    """On a small disk of its own, which Linux lets every user mount for a process and its children."""
    (tmp_path / "disk").mkdir()
    rng = random.Random(7)
    with (tmp_path / "many.jsonl").open("w") as file:
        for number in range(60):
            words = " ".join(rng.choice(LONG_WORDS) for _ in range(400))
            file.write(json.dumps({"id": str(number), "title": f"Number {number}", "text": words}) + "\n")
    unshared = ["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", FULL, "-"]
    done = subprocess.run(
        [*unshared, str(tmp_path / "disk"), sys.executable, str(tmp_path / "many.jsonl"), size],
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("CITEWELL_")},
    )
    code, ingested, examined = done.stdout.splitlines()
    assert code == "code 2"
    assert "Traceback" not in done.stderr
    assert "free some space and run the command again" in done.stderr
    counts = json.loads(ingested)
    assert counts["added"] + counts["unchanged"] == 60
    assert json.loads(examined)["healthy"]


READ_ONLY = """
mount --bind "$1" "$1"
mount -o remount,ro,bind "$1"
for command in "ingest $3" "ask who" "doctor"; do
    "$2" -m ui.cli $command --store "$1/store" || echo "code $?"
done
"""


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    """Mounted read-only for a process and its children, which stops root too."""
    store = open_store(StoreConfig(tmp_path / "disk" / "store"), embedded_embedder)
    list(ingest(store, [article()]))
    store.close()
    unshared = ["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", READ_ONLY, "-"]
    done = subprocess.run(
        [*unshared, str(tmp_path / "disk"), sys.executable, str(EXAMPLES)], capture_output=True, text=True
    )
    assert done.stdout.splitlines() == ["code 2"] * 3
    assert done.stderr.count("cannot be written (Read-only file system); name another --store") == 3
    again = open_store(StoreConfig(tmp_path / "disk" / "store"), embedded_embedder)
    with again.view() as view:
        assert view.counts().articles == 1
    again.close()


def test_a_clock_that_jumps_back_hides_nothing(store: Store) -> None:
    june, january = (datetime(2024, month, 1, tzinfo=UTC) for month in (6, 1))
    list(ingest(store, [replace(article(HARBOUR), fetched=june)]))
    list(ingest(store, [replace(article(BAKERY), fetched=january)]))
    with store.view() as view:
        for as_of in (None, june, datetime(2030, 1, 1, tzinfo=UTC)):
            [hit] = store.search().hits(view, "the longest loaf", Filter(as_of=as_of), 5)
            assert hit.passage.text == BAKERY


@pytest.mark.slow
def test_twenty_questions_at_once_while_articles_change(store: Store) -> None:
    """Every answer is of one moment: no article in two versions, every passage in its own."""
    told = [f"The ferry of Port {name} carried 1{name} people." for name in "abcdefgh"]
    list(ingest(store, [article(text, f"ferry-{at}") for at, text in enumerate(told)]))
    done = threading.Event()

    def ask() -> int:
        asked = 0
        while not done.is_set() or not asked:
            with store.view() as view:
                hits = store.search().hits(view, "how many people did the ferry carry", Filter(), 20)
                versions = {(hit.passage.article_id, hit.passage.version) for hit in hits}
                assert len(versions) == len({article_id for article_id, _ in versions}) == len(told)
                for hit in hits:
                    passage = hit.passage
                    text = view.article(passage.article_id, passage.version).text
                    assert passage.text == text[passage.start : passage.end]
            asked += 1
        return asked

    with ThreadPoolExecutor(20) as pool:
        asking = [pool.submit(ask) for _ in range(20)]
        for round_ in range(3):
            list(ingest(store, [article(f"{text} Day {round_}.", f"ferry-{at}") for at, text in enumerate(told)]))
        done.set()
        assert all(one.result() for one in asking)


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


@pytest.mark.parametrize("folder", [HERE / "weights", MODELS / "weights"])
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
