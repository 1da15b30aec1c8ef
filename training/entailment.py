"""Pairs of a short news text and claims about it, by hand: `training/entailment/*.jsonl`.

Each line: {"language", "premise", "claims": [[label, claim], ...], "claims_language"?}. Claims of one premise are twins
that differ in one thing, so that shared words do not tell the labels apart; some ask yes or no instead of stating.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from training.example import SUPPORT, Example

FOLDER = Path(__file__).parent / "entailment"


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
                origin = f"pair {row.get('claims_language', row['language'])}"
                yield Example(claim, row["premise"], origin, support=label)
