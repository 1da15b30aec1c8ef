"""The interface of a language model; `rag/llama_index/language_model_client.py` adapts those of LlamaIndex to it."""

from collections.abc import Generator, Sequence
from typing import Protocol

from prompts.load import Message


class LanguageModel(Protocol):
    """Writes text. It raises `index.errors.LanguageModelError`, and handles retries and timeouts: no call hangs."""

    @property
    def name(self) -> str:
        """The model's usual name."""
        ...

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """Yield the answer piece by piece. Closing the generator stops the model's stream.

        Raises:
            LanguageModelError: One of the kinds in `index/errors.py`, after all retries. It retries only before the
                first piece.
        """
        ...

    def complete(self, messages: Sequence[Message]) -> str:
        """Return the whole answer; it raises what `stream` raises."""
        ...
