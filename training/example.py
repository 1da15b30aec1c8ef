"""What the model learns from: a pair of texts, and what it is to say of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Support = Literal["supported", "contradicted", "unstated"]
SUPPORT: tuple[Support, ...] = ("supported", "contradicted", "unstated")
"""The classes of the third output, in its order."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question or a claim (`first`) with a passage (`second`).

    Of a question, `span` says where in the passage its answer stands, None where it does not. Of a claim, `support`
    says what the passage makes of it; it is "" of a question. `origin` says how the example was made.
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
        """Whether the pair asks, rather than claims."""
        return not self.support


def keep(file: Path, examples: Iterable[Example]) -> None:
    """Write examples as JSON Lines."""
    with file.open("w", encoding="utf-8") as lines:
        for example in examples:
            lines.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def kept(file: Path) -> Iterator[Example]:
    """The examples that `keep` wrote."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Example(**{**row, "span": tuple(row["span"]) if row["span"] else None})
