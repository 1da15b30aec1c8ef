"""A language model, as the chain sees one. `rag/llama_index/language_model.py` makes one of any of LlamaIndex's."""

from collections.abc import Generator, Sequence
from typing import Protocol

from prompts.load import Message


class LanguageModel(Protocol):
    """Writes text. Its faults are those of `index.errors.LanguageModelError`; retries and timeouts are its own affair:
    no call hangs."""

    @property
    def name(self) -> str:
        """The model's name, as people know it."""
        ...

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The answer as it is written, piece by piece. Closing the generator stops the model's stream.

        Raises:
            LanguageModelError: of the kinds in `index/errors.py`; never after a retry could have helped, and a retry is
                made only where nothing has been given out yet.
        """
        ...

    def complete(self, messages: Sequence[Message]) -> str:
        """The whole answer at once; otherwise as `stream`."""
        ...
