"""Read questions with answers from SQuADShifts and QAMR, and make examples of them."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.rows import rows
from index.text.sentences import sentence_spans
from training.edits import Edit, Editor, Kind
from training.example import Example
from training.passage import Passage, cut, damaged
from training.typed import typed

LONGEST_ANSWER = 20
"""Words; the reader gives no longer answers."""
DAMAGED = 0.12
"""Share of passages to damage; chosen, not measured."""
KINDS: Sequence[Kind] = ("name", "number", "date", "negation", "opposite", "neighbour")
_MOVABLE: Sequence[Kind] = ("name", "number", "neighbour")
"""Edits that fit both question and passage, so that the answer remains right."""
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”"}
_NO_SPACE_BEFORE = re.compile(r"^(?:[,.;:!?%)\]”]|'s|n't|'re|'ve|'ll|'d|'m|')$")
_NO_SPACE_AFTER = frozenset("([“$£€#")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer at `context[start:end]`; `answers` are all that people gave."""

    question: str
    context: str
    start: int
    end: int
    origin: str
    answers: tuple[str, ...]

    @property
    def answer(self) -> str:
        """The answer's text."""
        return self.context[self.start : self.end]


def squadshifts(data: Path) -> Iterator[Asked]:
    """Read SQuADShifts; take the most frequent answer, or the shortest if all differ."""
    for row in rows(data / "reading" / "squadshifts_train.jsonl.gz"):
        count = Counter(answer["text"] for answer in row["answers"])
        best = min(row["answers"], key=lambda answer: (-count[answer["text"]], len(answer["text"])))
        start, end = best["start"], best["start"] + len(best["text"])
        if row["context"][start:end] == best["text"] and 0 < len(best["text"].split()) <= LONGEST_ANSWER:
            yield Asked(row["question"], row["context"], start, end, row["domain"], tuple(count))


def qamr(data: Path) -> Iterator[Asked]:
    """Read QAMR's questions on single sentences, each among the other sentences of its text."""
    documents: dict[str, dict[str, str]] = {}
    found: list[tuple[Any, int, int, tuple[str, ...]]] = []
    for row in rows(data / "reading" / "qamr_train.jsonl.gz"):
        text, places = joined(row["tokens"])
        documents.setdefault(_document(row["sentence_id"]), {})[row["sentence_id"]] = text
        spans = Counter((answer[0], answer[-1]) for answer in row["answer_tokens"] if answer)
        if spans:
            first, last = min(spans, key=lambda span: (-spans[span], span[1] - span[0]))
            answers = tuple(text[places[one][0] : places[other][1]] for one, other in spans)
            found.append((row, places[first][0], places[last][1], answers))
    for row, start, end, answers in found:
        own = documents[_document(row["sentence_id"])]
        ids = sorted(own, key=lambda id: [int(part) for part in id.split(":")[-2:]])
        at = ids.index(row["sentence_id"])
        chosen = ids[max(0, at - 3) : at + 3]
        before = "".join(f"{own[id]} " for id in chosen[: chosen.index(row["sentence_id"])])
        context = " ".join(own[id] for id in chosen)
        yield Asked(row["question"], context, len(before) + start, len(before) + end, "qamr", answers)


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join tokens into a sentence; return it with the position of each token."""
    text, places = "", []
    for raw in tokens:
        token = _BRACKETS.get(raw, raw)
        if text and not _NO_SPACE_BEFORE.match(token) and text[-1] not in _NO_SPACE_AFTER:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def answered(asked: Asked, rng: random.Random) -> Example:
    """Make an example of the question as people type it, with a passage that answers."""
    passage = cut(asked.context, (asked.start, asked.end), rng)
    if rng.random() < DAMAGED:
        passage = damaged(passage, rng)
    return Example(typed(asked.question, rng), passage.text, asked.origin, passage.span)


def edited(asked: Asked, editor: Editor, both: bool) -> Example | None:
    """Edit a question so that its passage does not answer it.

    With `both`, edit the passage too, so that it does. None if no edit fits.
    """
    kinds = _MOVABLE if both else KINDS
    edit = editor.edit(asked.question, asked.context, kinds)
    if edit is None:
        return None
    passage = cut(asked.context, (asked.start, asked.end), editor.rng)
    if not both:
        return Example(typed(edit.text, editor.rng), passage.text, f"edited: {edit.kind}")
    moved = _moved(passage, edit)
    return Example(typed(edit.text, editor.rng), moved.text, "edited both", moved.span) if moved else None


def without(asked: Asked, rng: random.Random) -> Example | None:
    """Pair the question with its own passage, without the sentence that answers."""
    sentences = sentence_spans(asked.context)
    kept = [span for span in sentences if span[1] <= asked.start or span[0] >= asked.end]
    text = " ".join(asked.context[low:high] for low, high in kept)
    if len(text.split()) < 25 or asked.answer.lower() in text.lower():
        return None
    return Example(typed(asked.question, rng), cut(text, None, rng).text, "sentence taken out")


def mined(asked: Asked, others: Mapping[str, Sequence[str]], rng: random.Random) -> Example | None:
    """Pair the question with a passage that our search returns but that does not hold the answer."""
    found = [text for text in others.get(asked.question, ()) if asked.answer.lower() not in text.lower()]
    return Example(typed(asked.question, rng), cut(rng.choice(found), None, rng).text, "mined") if found else None


def _moved(passage: Passage, edit: Edit) -> Passage | None:
    """Apply the edit throughout the passage; None if its word is missing or in the answer."""
    pattern = re.compile(rf"\b{re.escape(edit.old)}\b", re.IGNORECASE)
    if pattern.search(passage.answer) or not pattern.search(passage.before + " " + passage.after):
        return None
    return Passage(pattern.sub(edit.new, passage.before), passage.answer, pattern.sub(edit.new, passage.after))


def _document(sentence_id: str) -> str:
    return sentence_id.rsplit(":", 2)[0]
