"""The part of a conversation that a language model gets. Pure."""

from rag.schema.conversation import Conversation, Turn

TOKENS = 1_500
"""Most tokens of all turns together, estimated."""
_CHARACTERS = 4
"""Characters of a token of English, on average."""


def newest(conversation: Conversation, tokens: int = TOKENS) -> Conversation:
    """Return the newest turns that fit into `tokens`, and the beginning of the first that does not fit."""
    room = tokens * _CHARACTERS
    kept: list[Turn] = []
    for turn in reversed(conversation.turns):
        if room <= 0:
            break
        kept.append(turn if len(turn.text) <= room else Turn(turn.role, f"{turn.text[:room].rstrip()} …"))
        room -= len(turn.text)
    return Conversation(tuple(reversed(kept)))


def as_text(conversation: Conversation) -> str:
    """Write the turns for a prompt, one line each: "user: ..."."""
    return "\n".join(f"{turn.role}: {' '.join(turn.text.split())}" for turn in conversation.turns)
