"""`citewell doctor`: checks the catalogue, both indexes, the models and the disk, and repairs what it can."""

import os
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.catalogue.catalogue import FILE, SIGNATURE_VERSION
from index.dedup.reprints import unclustered
from index.embedding.model_files import verify
from index.errors import CitewellError
from index.ingest.recover import recover
from index.ingest.reindex import make_vectors, make_words
from index.search.vector_checks import SAME, TOLERATED, sample, unfound
from index.store import Store
from index.system.versions import unmet

FREE_BYTES = 500_000_000
"""Warn below this much free space: an index is rebuilt beside the old one."""
RECALL_SAMPLE = 1_000
"""Passages that the recall check searches for by their own vectors."""
TOGETHER = 2_000
"""Vectors compared per batch."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a check found.

    Attributes:
        check: Name of the check.
        problem: What is wrong, for people.
        remedy: What `--fix` does about it; "" if a person must act.
        severity: "fault" if answers may be wrong or missing, "warning" if they may become so.
    """

    check: str
    problem: str
    remedy: str = ""
    severity: str = "fault"


Check = Callable[[Store], Iterable[Finding]]


def examine(store: Store, model_folders: Iterable[Path] = ()) -> Iterator[tuple[str, list[Finding]]]:
    """Run every check, and yield its name and findings. `model_folders` are checked against their checksums."""
    for name, check in CHECKS.items():
        try:
            yield name, list(check(store))
        except CitewellError as error:
            yield name, [Finding(name, str(error), _REMEDIES.get(name, ""))]
    yield "models", list(_models(model_folders))


def fix(store: Store, findings: Iterable[Finding]) -> None:
    """Apply the remedies of some findings."""
    remedies = {finding.remedy for finding in findings}
    if "permissions" in remedies:
        store.config.folder.chmod(0o700)
    if "passages" in remedies:
        with store.changing:
            with store.view() as view:
                wrong = view.wrong_passages()
            store.catalogue.rechunk(wrong)
        remedies |= {"finish", "vectors", "words"}
    if "reprints" in remedies:
        store.catalogue.note(SIGNATURE_VERSION, "")
        remedies |= {"finish"}
    if "finish" in remedies:
        recover(store)
    if "vectors" in remedies:
        for _ in make_vectors(store, store.embedder):
            pass
    if "words" in remedies:
        for _ in make_words(store):
            pass


def _catalogue(store: Store) -> Iterator[Finding]:
    for problem in store.catalogue.problems():
        yield Finding("catalogue", f"the catalogue's file is damaged: {problem}; restore it from a backup")


def _articles(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        altered = view.altered()
    if altered:
        names = ", ".join(altered[:3])
        yield Finding(
            "articles",
            f"the text of {len(altered):,} articles has changed on disk ({names}); remove them, and ingest them again",
        )


def _passages(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        wrong = sorted(set(view.wrong_passages().values()))
    if wrong:
        problem = f"{len(wrong):,} articles have passages that do not match their text"
        yield Finding("passages", f"{problem} ({', '.join(wrong[:3])})", "passages")


def _unfinished(store: Store) -> Iterator[Finding]:
    staged, removing = store.catalogue.unfinished()
    if staged or removing:
        problem = f"{len(staged):,} articles are half added and {len(removing):,} half removed"
        yield Finding("unfinished", f"{problem}; their process has ended", "finish")


def _reprints(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        missing = unclustered(view)
    if missing:
        problem = f"{missing:,} articles have not been checked for reprints, and count as independent sources"
        yield Finding("reprints", problem, "reprints", "warning")


def _vectors_kept(store: Store) -> Iterator[Finding]:
    embedder = store.embedder
    with store.view() as view:
        numbers = view.numbers("live")
        missing = len(numbers) - view.count_vectors(embedder.name)
        wrong_length = view.count_wrong_vectors(embedder.name, embedder.dimensions * 2)
    if missing:
        yield Finding("vectors kept", f"{missing:,} passages have no vector by {embedder.name}", "vectors")
    if wrong_length:
        yield Finding("vectors kept", f"{wrong_length:,} vectors do not have the length of {embedder.name}")


def _words(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        wanted, transient = view.numbers("live"), view.numbers("staged", "removing")
    yield from _compared("words", "lexical", Counter(store.lexical_index.numbers()), wanted, transient)


def _vectors(store: Store) -> Iterator[Finding]:
    index = store.vector_index()
    with store.view() as view:
        wanted, transient = view.numbers("live"), view.numbers("staged", "removing")
    present = index.numbers()
    yield from _compared("vectors", "vector", Counter(present), wanted, transient)
    if differing := _differing(store, sorted(present & wanted)):
        problem = f"{len(differing):,} records of the vector index differ from the vectors of the catalogue"
        yield Finding("vectors", f"{problem} ({_named(differing)})", "vectors")


def _recall(store: Store) -> Iterator[Finding]:
    index = store.vector_index()
    with store.view() as view:
        sampled = sample(sorted(view.numbers("live") & index.numbers()), RECALL_SAMPLE)
        vectors = view.vectors_of(sampled, store.embedder.name)
    if lost := unfound(index, vectors):
        problem = f"the vector index does not find {len(lost):,} of {len(vectors):,} of its own records"
        severity = "fault" if len(lost) > TOLERATED * len(vectors) else "warning"
        yield Finding("recall", f"{problem} ({_named(lost)})", "vectors", severity)


def _disk(store: Store) -> Iterator[Finding]:
    free = shutil.disk_usage(store.config.folder).free
    size = sum(file.stat().st_size for file in store.config.folder.rglob("*") if file.is_file())
    if free < max(FREE_BYTES, size):
        problem = f"{free / 1e6:,.0f} MB are free next to a store of {size / 1e6:,.0f} MB"
        yield Finding("disk", f"{problem}; rebuilding an index needs as much", severity="warning")


def _permissions(store: Store) -> Iterator[Finding]:
    folder = store.config.folder
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        yield Finding("permissions", f"{folder} can be read by others (mode {mode:o})", "permissions", "warning")
    unwritable = [file for file in (folder, folder / FILE) if not os.access(file, os.W_OK)]
    if unwritable:
        yield Finding("permissions", f"{unwritable[0]} cannot be written; change its permissions")


def _versions(_: Store) -> Iterator[Finding]:
    for problem in unmet():
        yield Finding("versions", f"{problem}; install Citewell again from its lock", severity="warning")


def _models(folders: Iterable[Path]) -> Iterator[Finding]:
    for folder in folders:
        try:
            verify(folder)
        except CitewellError as error:
            yield Finding("models", str(error))


def _compared(check: str, name: str, present: Counter[int], wanted: set[int], transient: set[int]) -> Iterator[Finding]:
    if missing := wanted - present.keys():
        yield Finding(check, f"the {name} index lacks {len(missing):,} passages ({_named(missing)})", check)
    if dead := present.keys() - wanted - transient:
        yield Finding(check, f"the {name} index holds {len(dead):,} dead passages ({_named(dead)})", check)
    if twice := {number for number, count in present.items() if count > 1}:
        yield Finding(check, f"the {name} index holds {len(twice):,} passages twice ({_named(twice)})", check)


def _differing(store: Store, numbers: list[int]) -> list[int]:
    """Return the passages whose vectors in the index and in the catalogue differ in direction."""
    index, differing = store.vector_index(), list[int]()
    for low in range(0, len(numbers), TOGETHER):
        batch = numbers[low : low + TOGETHER]
        indexed = index.vectors(batch)
        with store.view() as view:
            stored = view.vectors_of(batch, store.embedder.name)
        for number in indexed.keys() & stored.keys():
            left, right = indexed[number], stored[number]
            lengths = float(np.linalg.norm(left) * np.linalg.norm(right))
            if left.shape != right.shape or float(left @ right) < (1.0 - SAME) * lengths:
                differing.append(number)
    return sorted(differing)


def _named(numbers: Iterable[int]) -> str:
    """Return the ids of the first three passages, as text."""
    first = sorted(numbers)
    return ", ".join(f"p{number}" for number in first[:3]) + (", ..." if len(first) > 3 else "")


CHECKS: dict[str, Check] = {  # their names are part of `citewell doctor --json`
    "catalogue": _catalogue,
    "articles": _articles,
    "passages": _passages,
    "unfinished": _unfinished,
    "reprints": _reprints,
    "vectors kept": _vectors_kept,
    "words": _words,
    "vectors": _vectors,
    "recall": _recall,
    "disk": _disk,
    "permissions": _permissions,
    "versions": _versions,
}
_REMEDIES = {"vectors": "vectors", "recall": "vectors", "words": "words"}
