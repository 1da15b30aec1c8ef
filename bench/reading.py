"""Measure the reading model alone, on SQuAD 2.0 questions with their passages."""

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter

from bench.corpus import articles, questions
from bench.figure import Figure, interval, times
from bench.rows import rows
from index.chunking.chunker import chunk
from rag.reader.model import embedded_reader

PASSAGES, ROUNDS = 12, 40
"""Passages per question, and questions timed; `--rerank` also reads 12."""


@dataclass(frozen=True, slots=True)
class Read:
    """The reading of one question.

    `f1` is that of the best span (0 if unanswerable), `margin` its score above "no answer", `answerable` the label.
    """

    f1: float
    margin: float
    answerable: bool


def measure(data: Path) -> dict[str, Figure]:
    """Read the SQuAD 2.0 sample.

    Returns:
        F1 on answerable questions, best F1 with refusals and AUC of "answerable", each with its interval; and the share
        refused at the threshold in use, where the best span scores below "no answer".
    """
    reader = embedded_reader()
    read = []
    for row in rows(data / "reading" / "squad2_dev.jsonl.gz"):
        [reading] = reader.read(row["question"], [row["context"]])
        right = max((f1(reading.text, answer) for answer in row["answers"]), default=0.0)
        read.append(Read(right, reading.margin, not row["is_impossible"]))
    figures: Figure = {"questions": len(read)}
    for name, statistic in (("F1 answerable", _answerable), ("best F1", best_f1), ("AUC", auc)):
        figures |= {name: statistic(read), f"{name} 95%": interval(read, statistic)}
    refused = {
        "refused of the unanswerable": fmean(one.margin <= 0 for one in read if not one.answerable),
        "refused of the answerable": fmean(one.margin <= 0 for one in read if one.answerable),
    }
    return {"SQuAD 2.0": figures, "SQuAD 2.0, as it stands": {**refused}}


def speed() -> dict[str, Figure]:
    """Time the reading of PASSAGES passages of about 160 words, in milliseconds."""
    texts = [one.text[start:end] for one in articles(PASSAGES * 4) for start, end in chunk(one.text)]
    passages = sorted(texts, key=lambda text: abs(len(text.split()) - 160))[:PASSAGES]
    reader, taken = embedded_reader(), []
    for question in questions(ROUNDS):
        begun = perf_counter()
        reader.read(question, passages)
        taken.append((perf_counter() - begun) * 1000)
    words = sum(len(text.split()) for text in passages) / PASSAGES
    return {f"reading {PASSAGES} passages_ms": {**times(taken), "words each": words}}


def _answerable(read: Sequence[Read]) -> float:
    return fmean(one.f1 for one in read if one.answerable)


def best_f1(read: Sequence[Read]) -> float:
    """Return the mean F1 at the best margin threshold; refusing an unanswerable question counts 1."""
    total = best = float(sum(not one.answerable for one in read))  # refuse everything
    for one in sorted(read, key=lambda one: -one.margin):
        total += one.f1 if one.answerable else -1.0
        best = max(best, total)
    return best / len(read)


def auc(read: Sequence[Read]) -> float:
    """Return the probability that an answerable question has a larger margin than an unanswerable one."""
    ranked = sorted(read, key=lambda one: one.margin)
    positive = sum(one.answerable for one in ranked)
    ranks = sum(rank for rank, one in enumerate(ranked, 1) if one.answerable)
    return (ranks - positive * (positive + 1) / 2) / (positive * (len(ranked) - positive))


def f1(given: str, expected: str) -> float:
    """Return SQuAD's word-overlap F1 of an answer against the expected one, 0 to 1."""
    words, expected_words = plain_words(given), plain_words(expected)
    same = sum((Counter(words) & Counter(expected_words)).values())
    if not words or not expected_words or not same:
        return float(words == expected_words)
    precision, recall = same / len(words), same / len(expected_words)
    return 2 * precision * recall / (precision + recall)


def plain_words(text: str) -> list[str]:
    """Split into words as SQuAD's evaluation does: lower case, no punctuation, no articles."""
    plain = "".join(character for character in text.lower() if character not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", plain).split()
