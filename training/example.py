"""Training examples: a pair of texts and its labels."""

from dataclasses import dataclass
from typing import Literal

Support = Literal["supported", "contradicted", "unstated"]
SUPPORT: tuple[Support, ...] = ("supported", "contradicted", "unstated")
"""Classes of the output `support`, in its order."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question or a claim (`first`) with a passage (`second`) under a heading ("" for none).

    Attributes:
        origin: Data set, language and kind, parted by spaces.
        span: For a question, the position of its answer in the passage; None if unanswered.
        support: For a claim (or a question that asks yes or no), its label; "" for other questions.
    """

    first: str
    second: str
    origin: str
    span: tuple[int, int] | None = None
    support: Support | Literal[""] = ""
    heading: str = ""

    def __post_init__(self) -> None:
        if self.span is not None and not 0 <= self.span[0] < self.span[1] <= len(self.second):
            raise ValueError(f"{self.origin}: the span {self.span} is not in the passage")

    @property
    def is_question(self) -> bool:
        """Return whether the pair is a question that a span answers."""
        return not self.support
