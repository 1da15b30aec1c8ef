"""A question as it was asked, and the words of it that say what it is about."""

from dataclasses import dataclass, field

from index.filters import Filter
from rag.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, what was said before it, and what it may be answered from."""

    text: str
    conversation: Conversation = field(default_factory=Conversation)
    filter: Filter = field(default_factory=Filter)
