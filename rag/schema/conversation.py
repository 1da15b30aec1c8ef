"""The turns before a question."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. An assistant's `text` is the answer alone, without its sources."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns, oldest first."""

    turns: tuple[Turn, ...] = ()

    def then(self, role: Role, text: str) -> "Conversation":
        """Return the conversation with one more turn."""
        return Conversation((*self.turns, Turn(role, text)))
