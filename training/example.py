"""Training examples: a pair of texts and its labels."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Support = Literal["supported", "contradicted", "unstated"]
SUPPORT: tuple[Support, ...] = ("supported", "contradicted", "unstated")
"""Classes of the third output, in its order."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question or a claim (`first`) with a passage (`second`).

    For a question, `span` is the position of its answer in the passage, None if unanswered, and `support` is "". For a
    claim, `support` is its label. `origin` says how the example was made.
    """

    first: str
    second: str
    origin: str
    span: tuple[int, int] | None = None
    support: Support | Literal[""] = ""

    def __post_init__(self) -> None:
        if self.span is not None and not 0 <= self.span[0] < self.span[1] <= len(self.second):
            raise ValueError(f"{self.origin}: the span {self.span} is not in the passage")

    @property
    def is_question(self) -> bool:
        """Return whether the pair is a question, not a claim."""
        return not self.support


def keep(file: Path, examples: Iterable[Example]) -> None:
    """Write examples as JSON Lines."""
    with file.open("w", encoding="utf-8") as lines:
        for example in examples:
            lines.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def kept(file: Path) -> Iterator[Example]:
    """Read the examples that `keep` wrote."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Example(**{**row, "span": tuple(row["span"]) if row["span"] else None})
