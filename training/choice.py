"""Fit the weights of `rag/ranking/span_ranking.py`: `python -m training.choice DATA_FOLDER`.

Held-out news questions, answerable and not, are asked of a store of articles with our own search and reader; some of
the answerable ones once more without their article. The weights maximise the probability of a right candidate among all
candidates and "none of them" (softmax). The confidence is a logistic curve over the best candidate's score, fitted on
whether that candidate was right. Both are measured by cross-validation.

Five weights are fixed, not fitted (HELD). The passages of so few articles hardly ever name the mayor of another town,
give another kind of thing in the same words, or continue another passage's count. News often does, and these features
guard against it.
"""

import argparse
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from rag.ranking.span_ranking import FEATURES
from training.ask import Asked, Matrix, ask

FOLDS, BLOCK = 5, 16
HELD = {"names_far": -2.0, "kind_missed": -3.0, "bound": -0.5, "uncounted": -4.0, "part": -2.0}
"""Feature -> fixed weight; set by hand for the reason above."""
BINS = np.linspace(0.0, 1.0, 11)

Column = np.ndarray[tuple[int], np.dtype[np.float64]]


def main() -> None:
    """Fit, measure, and print the constants of `rag/ranking/span_ranking.py`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    arguments = parser.parse_args()
    asked = list(ask(arguments.data))
    scores = _held_out_scores(asked, HELD)
    _report(asked, scores)
    weights, offset = fit(asked, HELD)
    best = np.array([score.max() for score in scores])
    right = np.array([one.right[score.argmax()] for one, score in zip(asked, scores, strict=True)])
    slope, intercept = logistic(best[:, None], right)
    print("  WEIGHTS =", {name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)})
    print(f"  SLOPE, INTERCEPT = {slope:.2f}, {slope * offset + intercept:.2f}")
    sure = 1 / (1 + np.exp(-(slope * best + intercept)))
    answerable = np.array([one.answerable for one in asked])
    for confidence in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
        kept, let_in = np.mean(sure[answerable] >= confidence), np.mean(sure[~answerable] >= confidence)
        print(f"  at {confidence:.2f}: answers {kept:.3f} of the answerable, {let_in:.3f} of the others")
    print("  reliability (confidence, share right, questions):")
    for low, high in pairwise(BINS):
        if (inside := (sure >= low) & (sure < high)).any():
            print(f"    {sure[inside].mean():.2f}  {right[inside].mean():.2f}  {inside.sum()}", flush=True)


def _held_out_scores(asked: Sequence[Asked], held: Mapping[str, float]) -> list[Column]:
    """Return the scores of every question's candidates, by weights fitted on the other folds."""
    scores: list[Column] = [np.empty(0)] * len(asked)
    for fold in range(FOLDS):
        # Questions on one article are neighbours; most of them share a fold.
        weights, offset = fit([one for at, one in enumerate(asked) if at // BLOCK % FOLDS != fold], held)
        for at in (at for at in range(len(asked)) if at // BLOCK % FOLDS == fold):
            scores[at] = asked[at].features @ weights + offset
    return scores


def fit(
    asked: Sequence[Asked], held: Mapping[str, float], steps: int = 300, rate: float = 0.1, decay: float = 1.0
) -> tuple[Column, float]:
    """Fit weights by Adam on the softmax's negative log-likelihood.

    Args:
        asked: Questions with their candidates.
        held: Feature -> its fixed weight.
        steps: Gradient steps.
        rate: Learning rate.
        decay: L2 penalty.

    Returns:
        Weight of each feature, and the offset over "none of them".
    """
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


def logistic(design: Matrix, right: "np.ndarray[tuple[int], np.dtype[np.bool_]]", steps: int = 50) -> Column:
    """Fit a logistic curve; return the weight of each column of `design`, then the constant."""
    whole = np.column_stack([design, np.ones(len(design))])
    parameters: Column = np.zeros(whole.shape[1])
    for _ in range(steps):
        probability = 1 / (1 + np.exp(-whole @ parameters))
        hessian = (whole * (probability * (1 - probability))[:, None]).T @ whole + 1e-6 * np.eye(whole.shape[1])
        parameters = parameters - np.linalg.solve(hessian, whole.T @ (probability - right))
    return parameters


def _report(asked: Sequence[Asked], scores: Sequence[Column]) -> None:
    best = np.array([score.max() for score in scores])
    answerable = np.array([one.answerable for one in asked])
    right = np.array([one.right[score.argmax()] for one, score in zip(asked, scores, strict=True)])
    print(f"{len(asked)} questions, {answerable.sum()} with their passage; held out, {FOLDS} folds:")
    print(f"  right candidate leads, of the answerable: {right[answerable].mean():.3f}")
    print(f"  AUC of answerable: {np.mean(best[answerable][:, None] > best[~answerable][None]):.3f}")
    threshold = np.quantile(best[answerable], 0.2)
    print(f"  refused of the others, if a fifth of the answerable are: {np.mean(best[~answerable] < threshold):.3f}")


if __name__ == "__main__":
    main()
