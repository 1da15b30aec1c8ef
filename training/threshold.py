"""Fit the reader's threshold between an answer and none: `python -m training.threshold DATA_FOLDER [READER_FOLDER]`.

A logistic curve over the questions on held-out news combines the network's two signals: the first token's share of the
span, and relevance. The threshold then refuses WRONGLY of the answerable questions. The printed constants belong in
`rag/reader/model.py`.
"""

import argparse
from pathlib import Path

import numpy as np

from rag.reader.model import MULTILINGUAL, Reader
from training.choice import logistic
from training.evaluate import held_items

WRONGLY = 0.1
"""Share of answerable questions to refuse; chosen, not measured."""


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("reader", type=Path, nargs="?", help="folder of a reader; without it, the project's own")
    arguments = parser.parse_args()
    reader = Reader.multilingual(arguments.reader)
    asked = [one for one in held_items(arguments.data) if one.is_question]
    found = reader.read_pairs([(one.first, one.second, one.heading) for one in asked])
    relevance = np.array([one.relevance for one in found])
    span = np.array([one.margin for one in found]) - MULTILINGUAL.relevance * relevance + MULTILINGUAL.no_answer
    answerable = np.array([one.span is not None for one in asked])
    weights = logistic(np.stack([span, relevance], 1), answerable)
    share = float(weights[1] / weights[0])
    margin = span + share * relevance
    line = float(np.quantile(margin[answerable], WRONGLY))
    print(f"MULTILINGUAL = Threshold({share:.2f}, {line:.2f})")
    print(f"refused: {np.mean(margin[answerable] <= line):.3f} of the answerable, ", end="")
    print(f"{np.mean(margin[~answerable] <= line):.3f} of the others")


if __name__ == "__main__":
    main()
