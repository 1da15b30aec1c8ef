"""Word-level diff of two texts. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["equal", "deleted", "inserted"]
_KINDS: tuple[Kind, ...] = ("equal", "deleted", "inserted")

MOST_PAIRS = 2_000_000
"""Maximum product of the two piece counts that are compared; larger passages are reported as replaced whole."""

_PARAGRAPHS = re.compile(r"[^\n]+|\n+")
_SENTENCES = re.compile(r"\s+|\S[\s\S]*?(?:[.!?…][\"'”’)\]]*(?=\s)|$)")
_WORDS = re.compile(r"^\s+|(?:[^\W_]+(?:['’.,:/-][^\W_]+)*|[\W_])\s*")
"""A word with inner punctuation ("1,200", "air-raid", "port's") or one punctuation mark, each with the space after."""
_LEVELS = (_PARAGRAPHS, _SENTENCES, _WORDS)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that both versions have (`equal`), only the old one (`deleted`), or only the new one (`inserted`)."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs from `old` to `new`: `equal` and `deleted` runs join to `old`, `equal` and `inserted` to `new`.

    Paragraphs are compared first, then the sentences of those that differ, then the words of those.
    """
    return tuple(_merged(_spaced(_merged(_readable(_merged(_compared(old, new, _LEVELS)))))))


def _compared(old: str, new: str, levels: Sequence[re.Pattern[str]]) -> Iterator[Run]:
    if not levels or not old or not new:
        yield from (run for run in (Run("deleted", old), Run("inserted", new)) if run.text)
        return
    pieces, finer = levels[0], levels[1:]
    before, after = pieces.findall(old), pieces.findall(new)
    if len(before) * len(after) > MOST_PAIRS:
        yield from _compared(old, new, ())
        return
    for tag, low, high, begin, end in SequenceMatcher(str.isspace, before, after, autojunk=False).get_opcodes():
        first, second = "".join(before[low:high]), "".join(after[begin:end])
        if tag == "equal":
            yield Run("equal", first)
        else:
            yield from _compared(first, second, finer)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Merge neighbours, so that between two equal runs there is at most one deleted and one inserted, in this order."""
    merged: list[Run] = []
    for _, group in groupby(runs, lambda run: run.kind == "equal"):
        neighbours = list(group)
        texts = {kind: "".join(run.text for run in neighbours if run.kind == kind) for kind in _KINDS}
        merged += [Run(kind, text) for kind, text in texts.items() if text]
    return merged


def _readable(runs: Sequence[Run]) -> Iterator[Run]:
    """Mark a single equal word between two changes as changed: one larger change is easier to read."""
    for at, run in enumerate(runs):
        island = run.kind == "equal" and 0 < at < len(runs) - 1 and len(_WORDS.findall(run.text)) == 1
        yield from (Run("deleted", run.text), Run("inserted", run.text)) if island and "\n" not in run.text else (run,)


def _spaced(runs: Sequence[Run]) -> Iterator[Run]:
    """Split off the space at the end of both sides of a change, as an equal run."""
    at = 0
    while at < len(runs):
        pair = runs[at : at + 2]
        at += 1
        if [run.kind for run in pair] != ["deleted", "inserted"]:
            yield pair[0]
            continue
        at += 1
        first, second = (run.text for run in pair)
        space = first[len(first.rstrip()) :]
        if not space or space != second[len(second.rstrip()) :]:
            yield from pair
            continue
        yield Run("deleted", first.rstrip())
        yield Run("inserted", second.rstrip())
        yield Run("equal", space)
