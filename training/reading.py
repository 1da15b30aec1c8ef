"""Examples from published sets of questions with answers, in many languages."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.rows import rows
from training.example import Example
from training.passage import Span, meet, window

LONGEST_ANSWER = 90
"""Characters; the reader gives answers of at most 24 tokens."""
XQUAD_LEARNT = 2 / 3
"""Share of XQuAD's paragraphs that training reads; the others measure."""
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”"}
_NO_SPACE_BEFORE = frozenset([*",.;:!?%)]”", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"])
_NO_SPACE_AFTER = frozenset("([“$£€#")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer at `context[start:end]`."""

    question: str
    context: str
    start: int
    end: int
    origin: str

    @property
    def span(self) -> Span:
        """Where the answer stands."""
        return self.start, self.end


def squad_form(file: Path, origin: str) -> Iterator[Asked]:
    """Read a set in SQuAD's form; take the most frequent answer, or the shortest if all differ."""
    for row in rows(file):
        if (best := _best(row["answers"])) and (span := _verified(row["context"], best)):
            name = f"{origin} {row.get('language', 'en')} {row.get('domain', '')}".strip()
            yield Asked(row["question"].strip(), row["context"], *span, name)


def xquad(file: Path, measured: Path, rng: random.Random) -> Iterator[Asked]:
    """Read XQuAD's part to learn from: each question of each language, half of them over another language's text.

    Paragraphs that `measured` (questions of SQuAD 2.0, from the same articles) has as well are left out.
    """
    shared = {row["context"] for row in rows(measured)}
    by_id: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in rows(file):
        by_id[row["id"]][row["language"]] = row
    for versions in by_id.values():
        if is_measured(versions["en"]["context"]) or versions["en"]["context"] in shared:
            continue
        for language, row in versions.items():
            other = rng.choice([*versions, "en", "en"]) if rng.random() < 0.5 else language
            text = versions[other]
            if (best := _best(text["answers"])) and (span := _verified(text["context"], best)):
                yield Asked(row["question"], text["context"], *span, f"xquad {language} over {other}")


def is_measured(context: str) -> bool:
    """Return whether an English paragraph of XQuAD (and so its translations) measures only."""
    return int.from_bytes(sha256(context.encode()).digest()[:4], "big") >= XQUAD_LEARNT * 2**32


def qamr(file: Path, around: int = 2) -> Iterator[Asked]:
    """Read QAMR's questions on single sentences, each with `around` sentences of its text before and after it."""
    documents: dict[str, dict[str, str]] = {}
    found: list[tuple[Any, int, int]] = []
    for row in rows(file):
        text, places = joined(row["tokens"])
        documents.setdefault(row["sentence_id"].rsplit(":", 2)[0], {})[row["sentence_id"]] = text
        spans = Counter((answer[0], answer[-1]) for answer in row["answer_tokens"] if answer)
        if spans:
            first, last = min(spans, key=lambda span: (-spans[span], span[1] - span[0]))
            found.append((row, places[first][0], places[last][1]))
    for row, start, end in found:
        own = documents[row["sentence_id"].rsplit(":", 2)[0]]
        ids = sorted(own, key=lambda id: [int(part) for part in id.split(":")[-2:]])
        at = ids.index(row["sentence_id"])
        chosen = ids[max(0, at - around) : at + around + 1]
        before = "".join(f"{own[id]} " for id in chosen[: chosen.index(row["sentence_id"])])
        context = " ".join(own[id] for id in chosen)
        yield Asked(row["question"], context, len(before) + start, len(before) + end, "qamr en")


def joined(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Join tokens into a sentence; return it with the position of each token."""
    text, places = "", []
    for raw in tokens:
        token = _BRACKETS.get(raw, raw)
        if text and token not in _NO_SPACE_BEFORE and text[-1] not in _NO_SPACE_AFTER:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def answered(asked: Asked, rng: random.Random) -> Example | None:
    """Pair the question with a window that answers."""
    cut = window(asked.context, asked.span, rng)
    if cut is None:
        return None
    low, high = cut
    return Example(asked.question, asked.context[low:high], asked.origin, (asked.start - low, asked.end - low))


def elsewhere(asked: Asked, rng: random.Random) -> Example | None:
    """Pair the question with another window of its text, which does not answer."""
    cut = window(asked.context, None, rng, without=asked.span)
    if cut is None or asked.context[asked.start : asked.end] in asked.context[slice(*cut)]:
        return None
    return Example(asked.question, asked.context[slice(*cut)], f"{asked.origin.split()[0]} elsewhere")


def stated(asked: Sequence[Asked], rng: random.Random) -> Iterator[Example]:
    """Yield questions with an answer behind them, as claims: an own answer, and one of another question of the text.

    A question whose own answer stands behind it is supported by its text; the answer to another question of the same
    text, which is there but plays another part, contradicts it; and in a window without the answer it is unstated.
    """
    by_context: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_context[one.context].append(one)
    for context, some in by_context.items():
        for one in some:
            own = context[slice(*one.span)]
            others = [other for other in some if not meet(one.span, other.span)]
            texts = [text for other in others if (text := context[slice(*other.span)]) not in own and own not in text]
            origin = f"stated {one.origin.split()[0]}"
            if (shown := answered(one, rng)) is None:
                continue
            yield Example(f"{one.question} {own}", shown.second, origin, support="supported")
            if near := [text for text in texts if _alike(own, text) and text in shown.second]:
                yield Example(f"{one.question} {rng.choice(near)}", shown.second, origin, support="contradicted")
            if rng.random() < 0.5 and (aside := elsewhere(one, rng)):
                yield Example(f"{one.question} {own}", aside.second, origin, support="unstated")


def _alike(own: str, other: str) -> bool:
    """Return whether two answers look like answers to one question: figures both or neither, and of like length."""
    figures = any(map(str.isdigit, own)) == any(map(str.isdigit, other))
    return figures and abs(len(own.split()) - len(other.split())) <= 3


def _best(answers: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    count = Counter(answer["text"] for answer in answers)
    return min(answers, key=lambda answer: (-count[answer["text"]], len(answer["text"])), default=None)


def _verified(context: str, answer: Mapping[str, Any]) -> Span | None:
    start, end = answer["start"], answer["start"] + len(answer["text"])
    return (start, end) if context[start:end] == answer["text"] and 0 < end - start <= LONGEST_ANSWER else None
