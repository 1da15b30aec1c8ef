"""A question as it was asked, and what it may be answered from."""

from dataclasses import dataclass, field

from index.filters import Filter
from rag.claim import Claim
from rag.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, what was said before it, and what it may be answered from.

    `findings` are the sentences of an answer that a language model has given to it, with their verdicts: it is to be
    written again by them.
    """

    text: str
    conversation: Conversation = field(default_factory=Conversation)
    filter: Filter = field(default_factory=Filter)
    findings: tuple[Claim, ...] = ()
