"""Evaluate a reader on the held-out examples, as int8 or as the trained network."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

import numpy as np
import torch

from bench.reading import Read, auc, best_f1, f1
from rag.reader.model import Array, Reader, Reading
from training.example import SUPPORT, Example
from training.network import Network

Figures = dict[str, float]


class TorchSession:
    """Runs the network through onnxruntime's interface, which a reader expects."""

    def __init__(self, network: Network) -> None:
        self._network = network.eval()

    def run(self, names: Sequence[str], inputs: Mapping[str, Array]) -> list[Array]:
        """Return the outputs of these names."""
        tokens, types = (torch.from_numpy(inputs[name]) for name in ("input_ids", "token_type_ids"))
        with torch.no_grad():
            outputs = self._network(tokens, types, torch.ones_like(tokens))
        return [getattr(outputs, name).numpy() for name in names]


def readings(reader: Reader, examples: Sequence[Example]) -> list[Reading]:
    """Read the passage of each question."""
    return reader.read_pairs([(one.first, one.second) for one in examples])


def of_questions(examples: Sequence[Example], found: Sequence[Reading]) -> dict[str, Figures]:
    """Return F1 on answerable questions, best F1 with refusals, and AUC of "answerable", in all and by origin."""
    read: dict[str, list[Read]] = defaultdict(list)
    for example, reading in zip(examples, found, strict=True):
        answer = example.second[slice(*example.span)] if example.span else ""
        one = Read(f1(reading.text, answer) if answer else 0.0, reading.margin, bool(answer))
        read["all"].append(one)
        read[example.origin.split(":")[0]].append(one)
    figures = {}
    for origin, some in read.items():
        answerable = [one.f1 for one in some if one.answerable]
        figures[origin] = {"questions": float(len(some))}
        if answerable:
            figures[origin]["F1 answerable"] = fmean(answerable)
        if answerable and len(answerable) < len(some):
            figures[origin] |= {"best F1": best_f1(some), "AUC": auc(some)}
        if not answerable and (all_ := [one.margin for one in read["all"] if one.answerable]):
            figures[origin]["AUC against the answerable"] = float(
                np.mean([one.margin < np.array(all_) for one in some])
            )
    return figures


def of_claims(examples: Sequence[Example], reader: Reader) -> dict[str, Figures]:
    """Return AUC and best balanced accuracy of "supported", and accuracy over the three classes, by origin."""
    scores = reader.entailment([(one.first, one.second) for one in examples])
    by_origin: dict[str, list[tuple[float, bool, bool]]] = defaultdict(list)
    for example, score in zip(examples, scores, strict=True):
        three = (score.supported, score.contradicted, score.unstated)
        right = SUPPORT[int(np.argmax(three))] == example.support
        row = (score.supported, example.support == "supported", right)
        by_origin["all"].append(row)
        by_origin[example.origin.split(":")[0].split()[0]].append(row)
    return {origin: _of_support(rows) for origin, rows in by_origin.items()}


def equal_spans(some: Sequence[Reading], others: Sequence[Reading]) -> float:
    """Return the share of readings with the same best span."""
    return fmean((one.start, one.end) == (other.start, other.end) for one, other in zip(some, others, strict=True))


def _of_support(rows: Sequence[tuple[float, bool, bool]]) -> Figures:
    score = np.array([row[0] for row in rows])
    supported = np.array([row[1] for row in rows])
    figures = {"claims": float(len(rows)), "right of three": fmean(row[2] for row in rows)}
    if supported.any() and not supported.all():
        yes, no = score[supported], score[~supported]
        figures["AUC"] = float((yes[:, None] > no[None]).mean())
        balanced = [((yes >= at).mean() + (no < at).mean()) / 2 for at in np.unique(score)]
        figures["best balanced accuracy"] = float(max(balanced))
    return figures
