"""A question as it was asked, and what it may be answered from."""

from dataclasses import dataclass, field
from datetime import date

from index.filters import Filter
from index.text.dates import this_day
from rag.schema.citation import Claim
from rag.schema.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, what was said before it, and what it may be answered from.

    `findings` are the sentences of an answer that a language model has given to it, with their verdicts: it is to be
    written again by them. `today` is the asker's day, the present one where they do not say.
    """

    text: str
    conversation: Conversation = field(default_factory=Conversation)
    filter: Filter = field(default_factory=Filter)
    findings: tuple[Claim, ...] = ()
    today: date | None = None

    @property
    def day(self) -> date:
        """The day that its "today" is: of a question as of a moment, the day of that moment."""
        return self.filter.as_of.date() if self.filter.as_of else self.today or this_day()
