"""A question as it was asked."""

from dataclasses import dataclass, field
from datetime import date

from index.filters import Filter
from index.text.dates import this_day
from rag.schema.citation import Claim
from rag.schema.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its conversation and filter.

    Attributes:
        text: The words that were typed.
        conversation: The turns before it.
        filter: The articles that may answer it.
        findings: The checked sentences of an earlier answer that a language model should correct.
        today: The asker's date; the present one if None.
    """

    text: str
    conversation: Conversation = field(default_factory=Conversation)
    filter: Filter = field(default_factory=Filter)
    findings: tuple[Claim, ...] = ()
    today: date | None = None

    @property
    def day(self) -> date:
        """The date that "today" means: that of the filter's `as_of` if it has one."""
        return self.filter.as_of.date() if self.filter.as_of else self.today or this_day()
