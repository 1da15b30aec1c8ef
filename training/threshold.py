"""Where the reader draws the line between an answer and none: `python -m training.threshold OUT_FOLDER`.

Two opinions of the network (the first token's place in the span, and relevance) are made one by a logistic curve over
held-out questions, half of which their passage does not answer. The line is then drawn where WRONGLY of the answerable
fall below it. What it prints belongs into `rag/reader/model.py`.
"""

import argparse
from pathlib import Path

import numpy as np

from rag.reader.model import NO_ANSWER, RELEVANCE, Reader
from training.choice import logistic
from training.evaluate import readings
from training.example import kept

WRONGLY = 0.15


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
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
