"""Questions by hand over paragraphs of SQuADShifts: `training/questions/*.jsonl`.

Each line: {"context": the paragraph's sum, "none": [question, ...], "some": [[question, start, end], ...]}. The first
only look answerable: they take the paragraph's words and change one thing. The others are answered there, in words far
from its own.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from bench.rows import rows
from training.example import Example

FOLDER = Path(__file__).parent / "questions"


def paragraph_questions(squadshifts: Path, folder: Path = FOLDER) -> Iterator[Example]:
    """Yield an example for each question, with its whole paragraph.

    Raises:
        ValueError: A paragraph is not in `squadshifts`.
    """
    contexts = {sum_of(row["context"]): row["context"] for row in rows(squadshifts)}
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            if row["context"] not in contexts:
                raise ValueError(f"{file.name}, line {number}: no paragraph of {squadshifts.name} has this sum")
            yield from _examples(row, contexts[row["context"]])


def sum_of(context: str) -> str:
    """Return the first digits of a paragraph's SHA-256."""
    return sha256(context.encode()).hexdigest()[:12]


def _examples(row: Mapping[str, list[list[object]]], context: str) -> Iterator[Example]:
    for question in row["none"]:
        yield Example(str(question), context, "by hand en none")
    for asked, start, end in row["some"]:
        yield Example(str(asked), context, "by hand en some", (int(str(start)), int(str(end))))
