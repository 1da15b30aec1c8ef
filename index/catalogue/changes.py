"""What changed from one text to another, word by word. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["equal", "deleted", "inserted"]
_KINDS: tuple[Kind, ...] = ("equal", "deleted", "inserted")

MOST_PAIRS = 2_000_000
"""Pieces of one text times pieces of the other that are compared at most: larger stretches are given whole."""

_PARAGRAPHS = re.compile(r"[^\n]+|\n+")
_SENTENCES = re.compile(r"\s+|\S[\s\S]*?(?:[.!?…][\"'”’)\]]*(?=\s)|$)")
_WORDS = re.compile(r"^\s+|(?:[^\W_]+(?:['’.,:/-][^\W_]+)*|[\W_])\s*")
"""A word with its inner marks ("1,200", "air-raid", "port's") or a single mark, each with the space after it."""
_LEVELS = (_PARAGRAPHS, _SENTENCES, _WORDS)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both have, or that only the old (`deleted`) or only the new (`inserted`) has."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> tuple[Run, ...]:
    """The runs from `old` to `new`: without the inserted they are `old`, without the deleted `new`, to the character.

    Whole paragraphs are compared first, then the sentences of those that differ, then the words of those that do.
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
    """Between two equal runs one deleted and one inserted at most, in this order."""
    found: list[Run] = []
    for _, group in groupby(runs, lambda run: run.kind == "equal"):
        together = list(group)
        texts = {kind: "".join(run.text for run in together if run.kind == kind) for kind in _KINDS}
        found += [Run(kind, text) for kind, text in texts.items() if text]
    return found


def _readable(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, with a single word (or mark) that stands between two changes counted as changed: an island of one word
    is read worse than one change around it."""
    for at, run in enumerate(runs):
        island = run.kind == "equal" and 0 < at < len(runs) - 1 and len(_WORDS.findall(run.text)) == 1
        yield from (Run("deleted", run.text), Run("inserted", run.text)) if island and "\n" not in run.text else (run,)


def _spaced(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, with the space that both sides of a change end in counted as equal."""
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
