"""Fits the weights of `rag/verification/score.py`: `python -m training.verdict OUT_FOLDER`.

Held-out claims, which the reader has not learnt from, are judged by it and by the rules; a logistic curve over what
both find tells which are supported. Claims of each origin count alike, and so do the supported and the others among
them. Those in which a rule finds a sure flaw are settled: they
count where the line is drawn (RIGHT), and not in the curve. What it prints belongs into `rag/verification/score.py`.
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
from training.example import Example, kept

FOLDS = 5
DECAY = 0.01
VAGUE = ("wice",)
"""Origins without a say in where the line lies: WiCE calls unsupported what is supported but for one word."""
READER = ("supported", "contradicted")
"""Features that are the reader's opinion."""
ALONE = ("contrary",)
"""Those that are weighed without it: the reader has learnt from other edits of the same held-out summaries, and beside
it a rule seems to tell little."""
RIGHT = (4.0, 2.0)
"""So many sentences that are checked are taken to be right for one that is wrong: a line for each."""
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Column = np.ndarray[tuple[int], np.dtype[np.float64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Held-out claims: what is known of each (row by row, as FEATURES has it), whether it is supported, whether rules
    leave it standing, and how much it counts."""

    rows: Matrix
    supported: Flags
    standing: Flags
    origins: Sequence[str]
    weights: Column


def main() -> None:
    """Fit, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    claims = [one for one in kept(out / "held.jsonl") if one.support]
    judged = judge(claims, Reader.of(out / "reader"))
    curve = weighed(judged, judged.standing)
    weights = {name: round(float(weight), 2) for name, weight in zip(FEATURES, curve[:-1], strict=True)}
    print(f"WEIGHTS = {weights}\nINTERCEPT = {curve[-1]:.2f}")
    sure = _held_out(judged)
    for most in RIGHT:
        line = drawn(sure, judged, most)
        print(f"THRESHOLD, {most:g} right for one that is wrong: {line:.2f}")
        _report(judged, sure, line)


def judge(claims: Sequence[Example], reader: Reader) -> Judged:
    """What the reader and the rules make of each claim."""
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
    """The weight of each feature, and a constant: first of those ALONE, in a curve without the reader's opinion, and
    with these fixed of the others."""
    alone = np.array([name in ALONE for name in FEATURES])
    first = fit(judged, rows, ~np.array([name in READER for name in FEATURES]))
    return fit(judged, rows, ~alone, np.where(alone, first[:-1], 0.0))


def fit(judged: Judged, rows: Flags, free: Flags, fixed: Column | None = None, steps: int = 50) -> Column:
    """The weight of each feature that is `free` (the others keep what is `fixed`, or 0), and a constant, of the
    logistic curve that tells best what is supported.

    What is called supported differs between origins (WiCE wants every word borne out): each has a constant of its own
    while the weights are fitted, and their mean is given.
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
    """The probability of every claim by a curve that was fitted on the other folds."""
    fold = np.arange(len(judged.rows)) % FOLDS
    sure = np.empty(len(judged.rows))
    for out in range(FOLDS):
        curve = weighed(judged, judged.standing & (fold != out))
        sure[fold == out] = 1 / (1 + np.exp(-(judged.rows[fold == out] @ curve[:-1] + curve[-1])))
    return sure


def drawn(sure: Column, judged: Judged, most: float) -> float:
    """The line by which most claims are told right, where `most` times as many are supported as are not."""
    lines = np.linspace(0.05, 0.95, 91)
    clear = np.array([origin not in VAGUE for origin in judged.origins])
    rates = [_rates((sure >= line) & judged.standing, judged, clear) for line in lines]
    return float(lines[int(np.argmax([most * right - wrong for right, wrong in rates]))])


def _rates(passed: Flags, judged: Judged, rows: Flags) -> tuple[float, float]:
    """The shares of the supported claims, and of the others, that pass."""
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
    """Where a claim comes from, the edits of our own together."""
    return origin.split()[0] if origin.startswith(("summedits", "wice")) else "edited"


if __name__ == "__main__":
    main()
