"""Shared by tests of language models: a key to look for, a conversation, and prices."""

from collections.abc import Callable

from prompts.load import Message
from rag.llama_index.language_model_client import LlamaLanguageModel

KEY = "sk-MARKED-0123456789-abcdefghij"
MESSAGES = [Message("system", "Answer from the passages."), Message("user", "Who is the mayor of the town?")]
ANSWER = "Jana Kralova is the mayor of Ostrava Hills, and has been since September."
AT_ONCE, PATIENT = 0.3, 20.0
"""Seconds: a timeout under test, and one that must not occur."""
PRICES = "noted = 2026-11-25\n[models]\nwords = { input = 1000.0, output = 2000.0 }\n"

MakeModel = Callable[..., LlamaLanguageModel]
