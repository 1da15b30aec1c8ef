"""Pairs of a short news text and claims about it, by hand: `training/entailment/*.jsonl`.

Each line: {"language", "premise", "claims": [[label, claim], ...], "claims_language"?}. Claims of one premise are twins
that differ in one thing, so that shared words do not tell the labels apart; some ask yes or no instead of stating.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from index.text.sentences import sentence_spans
from training.example import SUPPORT, Example

FOLDER = Path(__file__).parent / "entailment"
HELD_OUT = Path(__file__).parent / "entailment_held"
"""Pairs that train nothing and only measure."""


def entailment_pairs(folder: Path = FOLDER) -> Iterator[Example]:
    """Yield an example for each claim.

    Raises:
        ValueError: A label is none of SUPPORT.
    """
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            for label, claim in row["claims"]:
                if label not in SUPPORT:
                    raise ValueError(f"{file.name}, line {number}: the label {label!r} is none of {', '.join(SUPPORT)}")
                kind = "yesno" if claim.rstrip().endswith(("?", "？", "؟")) else "claim"
                origin = f"pair {row.get('claims_language', row['language'])} {kind}"
                yield Example(claim, row["premise"], origin, support=label)


def verbatim_pairs(rng: random.Random, folder: Path = FOLDER) -> Iterator[Example]:
    """Yield one sentence of each premise as a claim that the premise supports, some of them without their stop.

    In the pairs by hand what is copied is mostly false: without these, a reader learns that a copy is.
    """
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            premise = row["premise"]
            sentence = premise[slice(*rng.choice(sentence_spans(premise)))]
            claim = sentence if rng.random() < 0.8 else sentence.rstrip(".。")
            yield Example(claim, premise, f"verbatim {row['language']}", support="supported")
