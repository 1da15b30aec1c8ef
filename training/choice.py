"""Fits the weights of `rag/choose.py`: `python -m training.choice DATA_FOLDER`.

Questions of SQuADShifts (its Wikipedia part) and QAMR are asked of a store of their passages, by our own search and
reader. For nearly half of them the passage that answers is taken away, and no choice is right. The weights maximise the
probability of a right choice among all choices and "none of them" (a softmax); the confidence is then a logistic curve
over the best choice's score, fitted on whether it was right. Both are measured on questions with no part in the fit.

Three features are held where they are, not fitted: passages drawn at random hardly ever tell of the mayor of another
town, give another kind of thing in the same words, or count what another counts further. News is full of that, and it
is what they guard against.
"""

import gzip
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.article import Article
from index.embed import embedded_embedder
from index.filters import Filter
from index.ingest import ingest
from index.store import StoreConfig, open_store
from rag.choose import FEATURES, Choice, choices
from rag.reader import embedded_reader
from rag.retrieve import StoreRetriever
from rag.wording import wordings

SEED = 7
QUESTIONS, WITHOUT_ANSWER = 1000, 0.45
FOLDS = 5
HELD = {"names_far": -2.0, "kind_missed": -1.0, "bound": -0.5}
READ = 10

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Column = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Item:
    """A question, the id of the passage that answers it, and the answers that count as right."""

    question: str
    passage_id: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's choices: their features, and which of them are right."""

    features: Matrix
    right: np.ndarray[tuple[int], np.dtype[np.bool_]]
    answerable: bool


def main(data: Path) -> None:
    """Fit, measure, and print what belongs into `rag/choose.py`."""
    rng = random.Random(SEED)
    passages, items = _squadshifts(data, rng)
    more_passages, more_items = _qamr(data, rng)
    items += more_items
    rng.shuffle(items)
    asked = list(_ask({**passages, **more_passages}, items[:QUESTIONS], rng))
    for held in ({}, HELD):
        print(f"held: {held or 'nothing'}")
        scores = _held_out_scores(asked, held)
        _report(asked, scores)
        weights, offset = fit(asked, held)
        best = np.array([score.max() for score in scores])
        right = np.array([one.right[score.argmax()] for one, score in zip(asked, scores, strict=True)])
        slope, intercept = _logistic(best, right)
        print("  WEIGHTS =", {name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)})
        print(f"  SLOPE, INTERCEPT = {slope:.2f}, {slope * offset + intercept:.2f}")
        sure = 1 / (1 + np.exp(-(slope * best + intercept)))
        answerable = np.array([one.answerable for one in asked])
        for confidence in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
            kept, let_in = np.mean(sure[answerable] >= confidence), np.mean(sure[~answerable] >= confidence)
            print(
                f"  at {confidence:.2f}: answers {kept:.3f} of the answerable, {let_in:.3f} of the others", flush=True
            )


def _held_out_scores(asked: Sequence[Asked], held: Mapping[str, float]) -> list[Column]:
    """The scores of every question's choices, by weights fitted on the other folds."""
    scores: list[Column] = [np.empty(0)] * len(asked)
    for fold in range(FOLDS):
        weights, offset = fit([one for at, one in enumerate(asked) if at % FOLDS != fold], held)
        for at in range(fold, len(asked), FOLDS):
            scores[at] = asked[at].features @ weights + offset
    return scores


def fit(
    asked: Sequence[Asked], held: Mapping[str, float], steps: int = 300, rate: float = 0.1, decay: float = 1.0
) -> tuple[Column, float]:
    """Weights, and the offset over "none of them", by Adam on the softmax's negative log-likelihood."""
    everything = np.concatenate([one.features for one in asked])
    mean, deviation = everything.mean(0), everything.std(0) + 1e-9
    scaled = [(one.features - mean) / deviation for one in asked]
    parameters = np.zeros(len(FEATURES) + 1)
    free = np.ones(len(FEATURES) + 1)
    for name, weight in held.items():
        at = FEATURES.index(name)
        parameters[at], free[at] = weight * deviation[at], 0.0
    first, second = np.zeros_like(parameters), np.zeros_like(parameters)
    for step in range(1, steps + 1):
        gradient = decay * np.append(parameters[:-1], 0.0) / len(asked)
        for features, one in zip(scaled, asked, strict=True):
            difference = _softmax_gradient(features @ parameters[:-1] + parameters[-1], one.right)
            gradient += np.append(features.T @ difference, difference.sum()) / len(asked)
        gradient *= free
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        parameters -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    weights = parameters[:-1] / deviation
    return weights, float(parameters[-1] - weights @ mean)


def _softmax_gradient(scores: Column, right: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Column:
    every = np.append(scores, 0.0)
    probability = np.exp(every - every.max())
    probability /= probability.sum()
    target = np.append(right.astype(float), 0.0) * probability
    target = target / target.sum() if target.sum() else np.append(np.zeros(len(right)), 1.0)
    difference: Column = (probability - target)[:-1]
    return difference


def _logistic(score: Column, right: Column, steps: int = 50) -> tuple[float, float]:
    design = np.stack([score, np.ones_like(score)], 1)
    parameters = np.zeros(2)
    for _ in range(steps):
        probability = 1 / (1 + np.exp(-design @ parameters))
        hessian = (design * (probability * (1 - probability))[:, None]).T @ design + 1e-6 * np.eye(2)
        parameters -= np.linalg.solve(hessian, design.T @ (probability - right))
    return float(parameters[0]), float(parameters[1])


def _report(asked: Sequence[Asked], scores: Sequence[Column]) -> None:
    best = np.array([score.max() for score in scores])
    answerable = np.array([one.answerable for one in asked])
    right = np.array([one.right[score.argmax()] for one, score in zip(asked, scores, strict=True)])
    print(f"{len(asked)} questions, {answerable.sum()} with their passage; held out, {FOLDS} folds:")
    print(f"  right of those that can be answered: {right[answerable].mean():.3f}")
    print(f"  AUC of answerable: {np.mean(best[answerable][:, None] > best[~answerable][None]):.3f}")
    threshold = np.quantile(best[answerable], 0.2)
    print(f"  refused of the others, where a fifth of the answerable are: {np.mean(best[~answerable] < threshold):.3f}")


def _ask(passages: dict[str, str], items: Sequence[Item], rng: random.Random) -> Iterator[Asked]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(StoreConfig(Path(folder), exact_limit=10_000), embedded_embedder)
        list(ingest(store, (Article.make(fallback_id=id, title="", text=text) for id, text in passages.items())))
        retriever, reader = StoreRetriever(store), embedded_reader()
        for item in items:
            answerable = rng.random() >= WITHOUT_ANSWER
            evidence = [
                piece
                for piece in retriever.retrieve(item.question, Filter(), READ + 3)
                if answerable or piece.article.id != item.passage_id
            ][:READ]
            texts = [piece.text for piece in evidence]
            readings = reader.read_pairs(list(zip(wordings(item.question, texts), texts, strict=True)))
            found = choices(item.question, evidence, readings)
            right = np.array([answerable and _right(choice, item) for choice in found])
            yield Asked(np.array([choice.features for choice in found]), right, answerable)
        store.close()


def _right(choice: Choice, item: Item) -> bool:
    at_home = choice.piece.article.id == item.passage_id
    return at_home and max(f1(choice.span.text, answer) for answer in item.answers) >= 0.5


def f1(given: str, wanted: str) -> float:
    """SQuAD's F1 of two answers, over words without articles."""
    one, other = (Counter(re.findall(r"\b(?!(?:a|an|the)\b)\w+", text.lower())) for text in (given, wanted))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def _squadshifts(data: Path, rng: random.Random, contexts: int = 500) -> tuple[dict[str, str], list[Item]]:
    questions: dict[str, list[Item]] = {}
    texts: dict[str, str] = {}
    for row in _rows(data / "reading/squadshifts_train.jsonl.gz"):
        if row["domain"] == "new_wiki":
            id = texts.setdefault(row["context"], f"squadshifts-{len(texts)}")
            answers = tuple(answer["text"] for answer in row["answers"])
            questions.setdefault(id, []).append(Item(row["question"], id, answers))
    ids = rng.sample(sorted(questions), contexts)
    return {id: text for text, id in texts.items() if id in set(ids)}, [rng.choice(questions[id]) for id in ids]


def _qamr(data: Path, rng: random.Random, together: int = 5) -> tuple[dict[str, str], list[Item]]:
    """Sentences next to each other in their articles make a passage of five."""
    questions: dict[str, list[Item]] = {}
    sentences: dict[str, str] = {}
    for row in _rows(data / "reading/qamr_train.jsonl.gz"):
        id = row["sentence_id"]
        sentences[id] = _untokenised(row["tokens"])
        answers = tuple(
            _untokenised([row["tokens"][at] for at in sorted(words)]) for words in row["answer_tokens"] if words
        )
        if answers:
            questions.setdefault(id, []).append(Item(row["question"], id, answers))
    ordered = sorted(sentences)
    passages, items = {}, []
    for number, low in enumerate(range(0, len(ordered), together)):
        group = ordered[low : low + together]
        passages[f"qamr-{number}"] = " ".join(sentences[id] for id in group)
        for id in rng.sample(group, min(3, len(group))):
            one = rng.choice(questions[id])
            items.append(Item(one.question, f"qamr-{number}", one.answers))
    return passages, items


def _untokenised(tokens: Sequence[str]) -> str:
    text = re.sub(r" ([,.;:!?%)'’])", r"\1", " ".join(tokens))
    return re.sub(r"([($]) ", r"\1", text).replace(" n't", "n't")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
