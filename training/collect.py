"""Draw all training and held-out examples from the data folder."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from training import claims
from training.edits import Editor, names_in
from training.example import Example, keep
from training.mine import mine, sampled
from training.neighbours import Neighbours, Table
from training.questions import Asked, answered, edited, mined, qamr, squadshifts, without

HELD_SHARE, HELD_QUESTIONS = 0.05, 700
_TABLE = "embeddings.word_embeddings.weight"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Number of examples of each sort. Encyclopaedic text is nearest to news, and appears more than once."""

    wiki_passes: int = 2
    other: int = 20_000
    qamr: int = 20_000
    edited: int = 20_000
    edited_both: int = 8_000
    without: int = 5_000
    mined: int = 8_000
    sentences: int = 12_000
    statements: int = 3_000
    other_words: int = 8_000
    grounding_passes: int = 2


class Collection:
    """Draws examples from the data sets in `data`; the same seed gives the same draw."""

    def __init__(self, data: Path, weights: Path, tokenizer: Any, amounts: Amounts | None = None) -> None:
        self._data, self._amounts = data, amounts or Amounts()
        asked = [*squadshifts(data), *qamr(data)]
        self._learnt = [one for one in asked if not is_held(one.context)]
        self._held = [one for one in asked if is_held(one.context)]
        self._neighbours, self._names = Neighbours(tokenizer, _table(weights)), _names(self._learnt)

    def hold(self, file: Path, seed: int) -> None:
        """Write the held-out examples, from texts that training never uses."""
        keep(file, _held(self._held, self._data, self._editor(seed)))

    def draw(self, folder: Path, seed: int) -> None:
        """Write `train.jsonl`, one draw of training examples."""
        editor = self._editor(seed)
        train = list(_train(self._learnt, self._data, folder, editor, self._amounts))
        editor.rng.shuffle(train)
        keep(folder / "train.jsonl", train)

    def _editor(self, seed: int) -> Editor:
        return Editor(random.Random(seed), self._neighbours, self._names)


def _train(learnt: Sequence[Asked], data: Path, folder: Path, editor: Editor, amounts: Amounts) -> Iterator[Example]:
    rng = editor.rng
    wiki = [one for one in learnt if one.origin == "new_wiki"]
    short = [one for one in learnt if one.origin == "qamr"]
    other = [one for one in learnt if one.origin not in ("new_wiki", "qamr")]
    for one in [*wiki * amounts.wiki_passes, *sampled(other, amounts.other, rng), *sampled(short, amounts.qamr, rng)]:
        yield answered(one, rng)
    # Encyclopaedic questions are three in five of the edited examples.
    plenty = [*wiki * 3, *sampled(other, len(wiki), rng), *sampled(short, len(wiki), rng)]
    yield from _some(plenty, amounts.edited, lambda one: edited(one, editor, both=False), rng)
    yield from _some(plenty, amounts.edited_both, lambda one: edited(one, editor, both=True), rng)
    yield from _some(plenty, amounts.without, lambda one: without(one, rng), rng)
    searched = sampled([*wiki, *sampled(other, 3_000, rng)], amounts.mined, rng)
    contexts = list(dict.fromkeys(one.context for one in learnt if one.origin != "qamr"))
    others = mine(searched, contexts, folder / "mined.json")
    yield from _some(searched, amounts.mined, lambda one: mined(one, others, rng), rng)
    encyclopaedic = list(dict.fromkeys(one.context for one in [*wiki, *short]))
    texts = [*encyclopaedic * 12, *sampled(contexts, 3_000, rng)]
    rng.shuffle(texts)
    yield from _first(claims.from_sentences(texts, editor), amounts.sentences)
    yield from _first(claims.from_questions(rng.sample(plenty, len(plenty)), editor), amounts.statements)
    yield from _first(claims.in_other_words(rng.sample(plenty, len(plenty)), editor), amounts.other_words)
    for _ in range(amounts.grounding_passes):
        yield from (one for one in claims.from_summedits(data) if not is_held(one.first))
        yield from claims.from_wice(data / "grounding" / "wice_chunks_dev.jsonl.gz")


def _held(held: Sequence[Asked], data: Path, editor: Editor) -> Iterator[Example]:
    """Yield held-out examples: questions as asked and edited, claims of both kinds, and WiCE's test half."""
    rng = editor.rng
    some = sampled([one for one in held if one.origin != "qamr"], HELD_QUESTIONS, rng)
    yield from (answered(one, rng) for one in some)
    yield from _some(some, HELD_QUESTIONS // 2, lambda one: edited(one, editor, both=False), rng)
    yield from _some(some, HELD_QUESTIONS // 4, lambda one: without(one, rng), rng)
    yield from _first(claims.from_sentences([one.context for one in some], editor), HELD_QUESTIONS // 2)
    yield from (one for one in claims.from_summedits(data) if is_held(one.first))
    yield from claims.from_wice(data / "grounding" / "wice_chunks_test.jsonl.gz")


def _some(
    asked: Sequence[Asked], count: int, make: Callable[[Asked], Example | None], rng: random.Random
) -> Iterator[Example]:
    """Yield `count` examples that `make` makes from questions in random order, or as many as it makes."""
    made = (example for one in rng.sample(list(asked), len(asked)) if (example := make(one)))
    yield from _first(made, count)


def _first(examples: Iterable[Example], count: int) -> Iterator[Example]:
    for _, example in zip(range(count), examples, strict=False):
        yield example


def is_held(text: str) -> bool:
    """Return whether a text is held out: all questions on it measure and calibrate only."""
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big") < HELD_SHARE * 2**32


def _names(asked: Sequence[Asked]) -> list[str]:
    contexts = list(dict.fromkeys(one.context for one in asked if one.origin in ("new_wiki", "qamr")))
    names = {match[0] for context in contexts for match in names_in(context)}
    return sorted(name for name in names if len(name.split()) <= 3)


def _table(weights: Path) -> Table:
    tensors = load_file(weights)
    name = next(name for name in tensors if name.endswith(_TABLE))
    table: Table = tensors[name].astype(np.float32)
    return table
