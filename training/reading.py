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
from training.passage import Span, window

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


def qamr(file: Path) -> Iterator[Asked]:
    """Read QAMR's questions on single sentences, each among the other sentences of its text."""
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
        chosen = ids[max(0, at - 2) : at + 3]
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


def _best(answers: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    count = Counter(answer["text"] for answer in answers)
    return min(answers, key=lambda answer: (-count[answer["text"]], len(answer["text"])), default=None)


def _verified(context: str, answer: Mapping[str, Any]) -> Span | None:
    start, end = answer["start"], answer["start"] + len(answer["text"])
    return (start, end) if context[start:end] == answer["text"] and 0 < end - start <= LONGEST_ANSWER else None
