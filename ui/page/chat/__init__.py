"""The chat: the question box, the conversation, the streaming answer."""
