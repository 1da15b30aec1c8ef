"""How much of a conversation a language model is reminded of. Pure."""

from rag.schema.conversation import Conversation, Turn

TOKENS = 1_500
"""What the turns may take together, by estimate."""
_CHARACTERS = 4
"""Of a token of English, on average."""


def newest(conversation: Conversation, tokens: int = TOKENS) -> Conversation:
    """The newest turns that fit into `tokens` together; of the last that does not fit whole, its beginning."""
    room = tokens * _CHARACTERS
    kept: list[Turn] = []
    for turn in reversed(conversation.turns):
        if room <= 0:
            break
        kept.append(turn if len(turn.text) <= room else Turn(turn.role, f"{turn.text[:room].rstrip()} …"))
        room -= len(turn.text)
    return Conversation(tuple(reversed(kept)))


def as_text(conversation: Conversation) -> str:
    """The turns as a prompt has them: "user: ..." on a line each."""
    return "\n".join(f"{turn.role}: {' '.join(turn.text.split())}" for turn in conversation.turns)
