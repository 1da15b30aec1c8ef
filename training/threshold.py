"""Fit the reader's threshold between an answer and none: `python -m training.threshold OUT_FOLDER`.

A logistic curve over held-out questions, half of them unanswerable, combines the network's two signals: the first
token's share of the span, and relevance. The threshold then refuses WRONGLY of the answerable questions. The printed
constants belong in `rag/reader/model.py`.
"""

import argparse
from pathlib import Path

import numpy as np

from rag.reader.model import NO_ANSWER, RELEVANCE, Reader
from training.choice import logistic
from training.evaluate import readings
from training.example import kept

WRONGLY = 0.15
"""Share of answerable questions to refuse; chosen, not measured."""


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder of a training run")
    out: Path = parser.parse_args().out
    asked = [one for one in kept(out / "held.jsonl") if one.is_question]
    found = readings(Reader.of(out / "reader"), asked)
    relevance = np.array([one.relevance for one in found])
    span = np.array([one.margin for one in found]) - RELEVANCE * relevance + NO_ANSWER
    answerable = np.array([one.span is not None for one in asked])
    weights = logistic(np.stack([span, relevance], 1), answerable)
    share = float(weights[1] / weights[0])
    margin = span + share * relevance
    line = float(np.quantile(margin[answerable], WRONGLY))
    print(f"RELEVANCE, NO_ANSWER = {share:.2f}, {line:.2f}")
    print(f"refused: {np.mean(margin[answerable] <= line):.3f} of the answerable, ", end="")
    print(f"{np.mean(margin[~answerable] <= line):.3f} of the others")


if __name__ == "__main__":
    main()
