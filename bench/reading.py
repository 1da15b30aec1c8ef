"""The reading model alone: SQuAD 2.0 questions on the passage that they were asked about."""

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


@dataclass(frozen=True, slots=True)
class Read:
    """One question: F1 of the best span (0 where there is no answer), the margin over "no answer", and which it is."""

    f1: float
    margin: float
    answerable: bool


def measure(data: Path) -> dict[str, Figure]:
    """F1 on the answerable, best F1 with refusals, AUC of "answerable", each with its interval; and what is refused as
    the reader stands, where its best span is below "no answer"."""
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
    """Milliseconds to read PASSAGES passages of about 160 words."""
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
    """The mean F1 at the best threshold of the margin: refusing is right (1) where there is no answer."""
    total = best = float(sum(not one.answerable for one in read))  # everything refused
    for one in sorted(read, key=lambda one: -one.margin):
        total += one.f1 if one.answerable else -1.0
        best = max(best, total)
    return best / len(read)


def auc(read: Sequence[Read]) -> float:
    """The probability that an answerable question has the greater margin of two."""
    ranked = sorted(read, key=lambda one: one.margin)
    positive = sum(one.answerable for one in ranked)
    ranks = sum(rank for rank, one in enumerate(ranked, 1) if one.answerable)
    return (ranks - positive * (positive + 1) / 2) / (positive * (len(ranked) - positive))


def f1(found: str, wanted: str) -> float:
    """SQuAD's overlap of words between what was found and what was wanted, 0 to 1."""
    one, other = plain_words(found), plain_words(wanted)
    same = sum((Counter(one) & Counter(other)).values())
    if not one or not other or not same:
        return float(one == other)
    precision, recall = same / len(one), same / len(other)
    return 2 * precision * recall / (precision + recall)


def plain_words(text: str) -> list[str]:
    """As SQuAD's evaluation takes words: lower case, without punctuation and articles."""
    plain = "".join(character for character in text.lower() if character not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", plain).split()
