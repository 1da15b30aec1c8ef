"""Asking: the box, the conversation, and what is on its way."""
