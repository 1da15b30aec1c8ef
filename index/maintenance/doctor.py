"""`citewell doctor`: the catalogue against itself and against both indexes, and what they stand on."""

import os
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.catalogue.catalogue import FILE, SKETCHED
from index.dedup.reprints import unclustered
from index.embedding.model_files import verify
from index.errors import CitewellError
from index.ingest.recover import recover
from index.ingest.reindex import make_vectors, make_words
from index.search.vector_checks import SAME, TOLERATED, sample, unfound
from index.store import Store
from index.system.versions import unmet

FREE_BYTES = 500_000_000
"""Less free disk than this is worth a warning: an index is made again beside the old one."""
RECALL_SAMPLE = 1_000
TOGETHER = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be. `remedy` is what `--fix` does about it: "" where a person must.

    `severity` is "fault" where answers may be wrong or missing, "warning" where they may become so.
    """

    check: str
    problem: str
    remedy: str = ""
    severity: str = "fault"


Check = Callable[[Store], Iterable[Finding]]


def examine(store: Store, model_folders: Iterable[Path] = ()) -> Iterator[tuple[str, list[Finding]]]:
    """Every check by its name, with what it found."""
    for name, check in CHECKS.items():
        try:
            yield name, list(check(store))
        except CitewellError as error:
            yield name, [Finding(name, str(error), _REMEDIES.get(name, ""))]
    yield "models", list(_models(model_folders))


def fix(store: Store, findings: Iterable[Finding]) -> None:
    """Do what the findings' remedies say."""
    remedies = {finding.remedy for finding in findings}
    if "permissions" in remedies:
        store.config.folder.chmod(0o700)
    if "passages" in remedies:
        with store.changing:
            with store.view() as view:
                wrong = view.wrongly_cut()
            store.catalogue.recut(wrong)
        remedies |= {"finish", "vectors", "words"}
    if "reprints" in remedies:
        store.catalogue.note(SKETCHED, "")
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
        yield Finding("catalogue", f"the catalogue's file is damaged: {problem}; restore it from a copy")


def _articles(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        altered = view.altered()
    if altered:
        names = ", ".join(altered[:3])
        yield Finding(
            "articles",
            f"the words of {len(altered):,} articles have changed on disk ({names}); remove them, "
            "and ingest them again",
        )


def _passages(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        wrong = sorted(set(view.wrongly_cut().values()))
    if wrong:
        problem = f"{len(wrong):,} articles have passages that are not what their text says"
        yield Finding("passages", f"{problem} ({', '.join(wrong[:3])})", "passages")


def _unfinished(store: Store) -> Iterator[Finding]:
    staged, removing = store.catalogue.unfinished()
    if staged or removing:
        problem = f"{len(staged):,} articles are on their way in and {len(removing):,} on their way out"
        yield Finding("unfinished", f"{problem}; the process that was at it has ended", "finish")


def _reprints(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        missing = unclustered(view)
    if missing:
        problem = f"{missing:,} articles have not been compared with the others, and count as reprints of none"
        yield Finding("reprints", problem, "reprints", "warning")


def _vectors_kept(store: Store) -> Iterator[Finding]:
    embedder = store.embedder
    with store.view() as view:
        numbers = view.numbers("live")
        missing = len(numbers) - view.count_vectors(embedder.name)
        odd = view.odd_vectors(embedder.name, embedder.dimensions * 2)
    if missing:
        yield Finding("vectors kept", f"{missing:,} passages have no vector by {embedder.name}", "vectors")
    if odd:
        yield Finding("vectors kept", f"{odd:,} vectors have not the length that {embedder.name} gives")


def _words(store: Store) -> Iterator[Finding]:
    with store.view() as view:
        wanted, passing = view.numbers("live"), view.numbers("staged", "removing")
    yield from _compared("words", "lexical", Counter(store.lexical_index.numbers()), wanted, passing)


def _vectors(store: Store) -> Iterator[Finding]:
    index = store.vector_index()
    with store.view() as view:
        wanted, passing = view.numbers("live"), view.numbers("staged", "removing")
    held = index.numbers()
    yield from _compared("vectors", "vector", Counter(held), wanted, passing)
    if differing := _differing(store, sorted(held & wanted)):
        problem = f"{len(differing):,} records of the vector index are not the vectors of the catalogue"
        yield Finding("vectors", f"{problem} ({_named(differing)})", "vectors")


def _recall(store: Store) -> Iterator[Finding]:
    index = store.vector_index()
    with store.view() as view:
        asked = sample(sorted(view.numbers("live") & index.numbers()), RECALL_SAMPLE)
        kept = view.vectors_of(asked, store.embedder.name)
    if lost := unfound(index, kept):
        problem = f"the vector index does not find {len(lost):,} of {len(kept):,} of its own records"
        severity = "fault" if len(lost) > TOLERATED * len(kept) else "warning"
        yield Finding("recall", f"{problem} ({_named(lost)})", "vectors", severity)


def _disk(store: Store) -> Iterator[Finding]:
    free = shutil.disk_usage(store.config.folder).free
    size = sum(file.stat().st_size for file in store.config.folder.rglob("*") if file.is_file())
    if free < max(FREE_BYTES, size):
        problem = f"{free / 1e6:,.0f} MB are free beside a store of {size / 1e6:,.0f} MB"
        yield Finding("disk", f"{problem}; making an index again needs as much", severity="warning")


def _permissions(store: Store) -> Iterator[Finding]:
    folder = store.config.folder
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        yield Finding("permissions", f"{folder} can be read by others (mode {mode:o})", "permissions", "warning")
    unwritable = [file for file in (folder, folder / FILE) if not os.access(file, os.W_OK)]
    if unwritable:
        yield Finding("permissions", f"{unwritable[0]} cannot be written; mend its permissions")


def _versions(_: Store) -> Iterator[Finding]:
    for problem in unmet():
        yield Finding("versions", f"{problem}; install Citewell again from its lock", severity="warning")


def _models(folders: Iterable[Path]) -> Iterator[Finding]:
    for folder in folders:
        try:
            verify(folder)
        except CitewellError as error:
            yield Finding("models", str(error))


def _compared(check: str, name: str, held: Counter[int], wanted: set[int], passing: set[int]) -> Iterator[Finding]:
    if missing := wanted - held.keys():
        yield Finding(check, f"the {name} index misses {len(missing):,} passages ({_named(missing)})", check)
    if dead := held.keys() - wanted - passing:
        yield Finding(check, f"the {name} index holds {len(dead):,} dead passages ({_named(dead)})", check)
    if twice := {number for number, count in held.items() if count > 1}:
        yield Finding(check, f"the {name} index holds {len(twice):,} passages twice ({_named(twice)})", check)


def _differing(store: Store, numbers: list[int]) -> list[int]:
    """Passages whose record in the vector index points elsewhere than the vector that is kept."""
    index, found = store.vector_index(), list[int]()
    for low in range(0, len(numbers), TOGETHER):
        some = numbers[low : low + TOGETHER]
        held = index.vectors(some)
        with store.view() as view:
            kept = view.vectors_of(some, store.embedder.name)
        for number in held.keys() & kept.keys():
            one, other = held[number], kept[number]
            lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
            if one.shape != other.shape or float(one @ other) < (1.0 - SAME) * lengths:
                found.append(number)
    return sorted(found)


def _named(numbers: Iterable[int]) -> str:
    """The first few of them, for whoever goes to look."""
    first = sorted(numbers)
    return ", ".join(f"p{number}" for number in first[:3]) + (", ..." if len(first) > 3 else "")


CHECKS: dict[str, Check] = {
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
