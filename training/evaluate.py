"""Measure a reader on what it never learnt from: `python -m training.evaluate DATA_FOLDER [READER_FOLDER]`.

News items of the held-out articles (each with its window), pairs by hand, the measured part of XQuAD, SQuAD 2.0, and
pairs of PASCAL RTE. Prints one JSON object.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import ArrayLike

from bench.reading import Read, auc, best_f1, f1
from bench.rows import rows
from rag.reader.model import EntailmentScores, Reader
from training import news, reading
from training.entailment import HELD_OUT, entailment_pairs
from training.example import SUPPORT, Example

SEED = 5
Figures = dict[str, float]
_UNSPACED = ("zh", "th")
_GROUPS: dict[str, Callable[[str], bool]] = {
    "en": lambda language: language == "en",
    "uk": lambda language: language == "uk",
    "ten others": lambda language: language not in ("en", "uk"),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("reader", type=Path, nargs="?", help="folder of a reader of many languages; else the project's")
    parser.add_argument("--english", action="store_true", help="the reader in use, which reads English")
    parser.add_argument("--xquad", type=int, default=60, help="questions of XQuAD for each language")
    arguments = parser.parse_args()
    reader = Reader.load() if arguments.english else Reader.multilingual(arguments.reader)
    held = list(held_items(arguments.data))
    print(json.dumps(figures(reader, held, arguments.data, arguments.xquad), indent=1))


def figures(reader: Reader, held: Sequence[Example], data: Path, xquad: int) -> dict[str, Figures]:
    """Return all figures of a reader, by set."""
    found: dict[str, Figures] = {}
    for name, wanted in _GROUPS.items():
        some = [one for one in held if wanted(_language(one))]
        found[f"questions {name}"] = of_questions(reader, [one for one in some if one.is_question])
        found[f"claims {name}"] = of_claims(reader, [one for one in some if one.support])
    found["pairs by hand"] = of_claims(reader, list(entailment_pairs(HELD_OUT)))
    found["xquad"] = {language: fmean(_f1s(reader, some)) for language, some in _xquad(data / "reading", xquad).items()}
    found["squad2"] = _squad2(reader, data)
    found["rte"] = _rte(reader, data)
    return found


def held_items(data: Path) -> Iterator[Example]:
    """Yield the items of the held-out articles, each with one window."""
    rng = random.Random(SEED)
    for article, item in news.items_of(data):
        if news.is_held(article):
            yield from news.examples_of(article, item, rng, "wikinews")


def of_questions(reader: Reader, examples: Sequence[Example]) -> Figures:
    """Return F1 of the answerable by style, and how well they are told from those that only look answerable."""
    readings = reader.read_pairs([(one.first, one.second, one.heading) for one in examples])
    scores: dict[str, list[float]] = defaultdict(list)
    margins: dict[str, list[float]] = defaultdict(list)
    for one, found in zip(examples, readings, strict=True):
        kind, style = [*one.origin.split(), ""][2:4]
        if one.span and kind == "span":
            score = _f1(found.text, one)
            scores["F1"].append(score)
            scores[f"F1 {style}"].append(score)
            margins["answerable"].append(found.margin)
        elif kind == "none":
            margins[style].append(found.margin)
    result = {name: fmean(some) for name, some in sorted(scores.items())}
    for style in ("long", "short"):
        result[f"AUC against looks answerable, {style}"] = _auc(margins["answerable"], margins[style])
    return result


def of_claims(reader: Reader, examples: Sequence[Example]) -> Figures:
    """Return how well supported claims are told from the others, and the yeses of yes-or-no questions from the noes."""
    scores = reader.entailment([(one.first, one.second, one.heading) for one in examples])
    by: dict[str, list[float]] = defaultdict(list)
    right: list[float] = []
    for one, score in zip(examples, scores, strict=True):
        kind = one.origin.split()[2]
        by[f"{kind} {one.support}"].append(score.supported if kind == "claim" else _leaning(score))
        if kind == "claim":
            right.append(SUPPORT[int(np.argmax(_shares(score)))] == one.support)
    supported = by["claim supported"]
    return {
        "AUC against contradicted": _auc(supported, by["claim contradicted"]),
        "AUC against unstated": _auc(supported, by["claim unstated"]),
        "right of three": fmean(right),
        "AUC yes against no": _auc(by["yesno supported"], by["yesno contradicted"]),
    }


def _language(one: Example) -> str:
    return one.origin.split()[1]


def _squad2(reader: Reader, data: Path) -> Figures:
    every = list(rows(data / "reading" / "squad2_dev.jsonl.gz"))
    read = []
    for row, found in zip(every, reader.read_pairs([(row["question"], row["context"]) for row in every]), strict=True):
        score = max((f1(found.text, answer) for answer in row["answers"]), default=0.0)
        read.append(Read(score, found.margin, not row["is_impossible"]))
    return {
        "F1 answerable": fmean(one.f1 for one in read if one.answerable), "best F1": best_f1(read), "AUC": auc(read),
    }  # fmt: skip


def _rte(reader: Reader, data: Path) -> Figures:
    pairs = list(rows(data / "grounding" / "rte_dev.jsonl.gz"))
    scores = reader.entailment([(row["claim"], row["text"]) for row in pairs])
    yes = np.array([score.supported for score, row in zip(scores, pairs, strict=True) if row["supported"]])
    no = np.array([score.supported for score, row in zip(scores, pairs, strict=True) if not row["supported"]])
    balanced = max(((yes >= at).mean() + (no < at).mean()) / 2 for at in np.linspace(0.01, 0.99, 99))
    return {"AUC": _auc(yes, no), "best balanced accuracy": float(balanced)}


def _xquad(folder: Path, count: int) -> dict[str, list[Example]]:
    every = list(rows(folder / "xquad_dev.jsonl.gz"))
    english = {row["id"]: row["context"] for row in every if row["language"] == "en"}
    by: dict[str, list[Example]] = defaultdict(list)
    for row in every:
        if reading.is_measured(english[row["id"]]) and len(by[row["language"]]) < count:
            start = row["answers"][0]["start"]
            span = (start, start + len(row["answers"][0]["text"]))
            by[row["language"]].append(Example(row["question"], row["context"], f"xquad {row['language']}", span))
    return by


def _f1s(reader: Reader, examples: Sequence[Example]) -> list[float]:
    readings = reader.read_pairs([(one.first, one.second, one.heading) for one in examples])
    return [_f1(found.text, one) for one, found in zip(examples, readings, strict=True)]


def _f1(text: str, example: Example) -> float:
    wanted = example.second[slice(*example.span)] if example.span else ""
    if _language(example) in _UNSPACED:  # by characters
        return f1(" ".join(text.replace(" ", "")), " ".join(wanted.replace(" ", "")))
    return f1(text, wanted)


def _shares(score: EntailmentScores) -> tuple[float, float, float]:
    return score.supported, score.contradicted, score.unstated


def _leaning(score: EntailmentScores) -> float:
    return score.supported - score.contradicted


def _auc(yes: ArrayLike, no: ArrayLike) -> float:
    above, below = np.asarray(yes)[:, None], np.asarray(no)[None]
    return float((above > below).mean() + (above == below).mean() / 2) if above.size and below.size else float("nan")


if __name__ == "__main__":
    main()
