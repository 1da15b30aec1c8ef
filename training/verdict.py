"""Fit the weights of `rag/verification/score.py`: `python -m training.verdict DATA_FOLDER`.

The reader and the rules judge claims on held-out news and the half of WiCE that is held out; a logistic curve over both
predicts which are supported. Every origin has the same weight, and so have supported and other claims within it. Claims
with a sure violation are settled: they count for the threshold (RIGHT), not for the curve. The printed constants belong
in `rag/verification/score.py`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rag.reader.model import Reader
from rag.verification.rules.registry import violations_of
from rag.verification.score import FEATURES, features
from rag.verification.verify import Source, entailment_pairs
from training.claims import from_wice
from training.evaluate import held_items
from training.example import Example

FOLDS = 5
DECAY = 0.01
VAGUE = ("wice",)
"""Origins left out of the threshold: WiCE calls a claim unsupported for a single unsupported word."""
RIGHT = (4.0, 2.0)
"""Assumed supported claims for each other one; one threshold each."""
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Column = np.ndarray[tuple[int], np.dtype[np.float64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Held-out claims with what is known of each.

    `rows` has one row of FEATURES per claim; `supported` is the label; `standing` if no sure violation; `weights` is
    how much the claim counts.
    """

    rows: Matrix
    supported: Flags
    standing: Flags
    origins: Sequence[str]
    weights: Column


def main() -> None:
    """Fit, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    data: Path = parser.parse_args().data
    claims = [one for one in held_items(data) if one.support and one.origin.startswith("wikinews en claim")]
    claims += from_wice(data / "grounding" / "wice_chunks_test.jsonl.gz")
    judged = judge(claims, Reader.load())
    curve = weighed(judged, judged.standing)
    weights = {name: round(float(weight), 2) for name, weight in zip(FEATURES, curve[:-1], strict=True)}
    print(f"WEIGHTS = {weights}\nINTERCEPT = {curve[-1]:.2f}")
    sure = _held_out(judged)
    for most in RIGHT:
        line = drawn(sure, judged, most)
        print(f"THRESHOLD, {most:g} supported for one that is not: {line:.2f}")
        _report(judged, sure, line)


def judge(claims: Sequence[Example], reader: Reader) -> Judged:
    """Judge each claim with the reader and the rules."""
    sources = [[Source(one.second)] for one in claims]
    flaws = [violations_of(one.first, source) for one, source in zip(claims, sources, strict=True)]
    found = [
        features(one.first, source, reader.entailment(entailment_pairs(one.first, source)), wrong)
        for one, source, wrong in zip(claims, sources, flaws, strict=True)
    ]
    supported = np.array([one.support == "supported" for one in claims])
    origins = [_group(one.origin) for one in claims]
    alike = {(origin, kind): 0 for origin in origins for kind in (True, False)}
    for origin, kind in zip(origins, supported, strict=True):
        alike[origin, bool(kind)] += 1
    weights = np.array([1 / alike[origin, bool(kind)] for origin, kind in zip(origins, supported, strict=True)])
    standing = np.array([not any(flaw.sure for flaw in wrong) for wrong in flaws])
    return Judged(np.array(found), supported, standing, origins, weights / weights.mean())


def weighed(judged: Judged, rows: Flags) -> Column:
    """Fit all weights and the constant."""
    return fit(judged, rows, np.ones(len(FEATURES), bool))


def fit(judged: Judged, rows: Flags, free: Flags, fixed: Column | None = None, steps: int = 50) -> Column:
    """Fit the logistic curve that best predicts support.

    Origins call different things supported (WiCE wants every word confirmed), so each has its own constant during the
    fit; the result has their mean.

    Args:
        judged: Held-out claims.
        rows: Claims to fit on.
        free: Features to fit.
        fixed: Weights of the other features; 0 by default.
        steps: Newton steps.

    Returns:
        Weight of each feature, then the constant.
    """
    held = np.zeros(len(free)) if fixed is None else fixed
    before, known_of = judged.rows[rows] @ held, judged.rows[rows][:, free]
    mean, deviation = known_of.mean(0), known_of.std(0) + 1e-9
    origins = np.array(judged.origins)[rows]
    known = sorted(set(judged.origins))
    design = np.column_stack([(known_of - mean) / deviation, *((origins == origin).astype(float) for origin in known)])
    right, counts = judged.supported[rows], judged.weights[rows]
    decay = DECAY * len(design) * np.append(np.ones(len(mean)), np.zeros(len(known)))
    curve: Column = np.zeros(design.shape[1])
    for _ in range(steps):
        sure = 1 / (1 + np.exp(-design @ curve - before))
        hessian = (design * (counts * sure * (1 - sure))[:, None]).T @ design + np.diag(decay + 1e-6)
        curve = curve - np.linalg.solve(hessian, design.T @ (counts * (sure - right)) + decay * curve)
    weights = held.copy()
    weights[free] = curve[: len(mean)] / deviation
    return np.append(weights, curve[len(mean) :].mean() - weights[free] @ mean)


def _held_out(judged: Judged) -> Column:
    """Return the probability of every claim by a curve fitted on the other folds."""
    fold = np.arange(len(judged.rows)) % FOLDS
    sure = np.empty(len(judged.rows))
    for out in range(FOLDS):
        curve = weighed(judged, judged.standing & (fold != out))
        sure[fold == out] = 1 / (1 + np.exp(-(judged.rows[fold == out] @ curve[:-1] + curve[-1])))
    return sure


def drawn(sure: Column, judged: Judged, most: float) -> float:
    """Return the threshold that judges most claims right, if `most` times as many are supported as not."""
    lines = np.linspace(0.05, 0.95, 91)
    clear = np.array([origin not in VAGUE for origin in judged.origins])
    rates = [_rates((sure >= line) & judged.standing, judged, clear) for line in lines]
    return float(lines[int(np.argmax([most * right - wrong for right, wrong in rates]))])


def _rates(passed: Flags, judged: Judged, rows: Flags) -> tuple[float, float]:
    """Return the share of supported claims that pass, and of the others."""
    right, wrong = judged.supported & rows, ~judged.supported & rows
    return (
        float(np.average(passed[right], weights=judged.weights[right])),
        float(np.average(passed[wrong], weights=judged.weights[wrong])),
    )


def _report(judged: Judged, sure: Column, line: float) -> None:
    origins = np.array(judged.origins)
    for origin in sorted(set(judged.origins)):
        rows = origins == origin
        yes, no = sure[rows & judged.supported], sure[rows & ~judged.supported]
        right, wrong = _rates((sure >= line) & judged.standing, judged, rows)
        print(f"{origin}: {rows.sum()} claims, AUC {np.mean(yes[:, None] > no[None]):.3f}, ", end="")
        print(
            f"balanced accuracy {(right + 1 - wrong) / 2:.3f}, passed {right:.3f} of the supported, {wrong:.3f} others"
        )


def _group(origin: str) -> str:
    return origin.split()[0]


if __name__ == "__main__":
    main()
