"""A language model's reply as it arrives, from any provider: its words, its end, and its tokens."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rag.generation.price import Tokens, estimated_tokens

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse

_REFUSED = "content_filter"


class Reply:
    """A reply so far.

    Attributes:
        begun: Whether anything has arrived.
        ended: Whether the provider marked the end; None if the provider does not mark ends.
        refusal: The model's refusal, "" if it does not refuse.
    """

    def __init__(self, sent: int) -> None:
        """Begin a reply to messages of `sent` characters."""
        self._sent = sent
        self._written = 0
        self._counted: Tokens | None = None
        self.begun = False
        self.ended: bool | None = None
        self.refusal = ""

    @property
    def empty(self) -> bool:
        """Whether no words have arrived."""
        return not self._written

    @property
    def length(self) -> int:
        """Characters written."""
        return self._written

    @property
    def counted(self) -> Tokens | None:
        """The tokens that the provider counted, None if it did not."""
        return self._counted

    @property
    def tokens(self) -> Tokens:
        """The provider's count of tokens, else an estimate; none before the reply has begun."""
        if self._counted:
            return self._counted
        if not self.begun:
            return Tokens(0, 0)
        return Tokens(estimated_tokens(self._sent), estimated_tokens(self._written))

    def take(self, response: "ChatResponse") -> str:
        """Record one step of the reply, and return its words."""
        self.begun = True
        self._count(response)
        self._look_for_end(response.raw)
        words = response.delta or ""
        self._written += len(words)
        return words

    def _count(self, response: "ChatResponse") -> None:
        counts: Mapping[str, Any] = response.additional_kwargs
        prompt, completion = counts.get("prompt_tokens"), counts.get("completion_tokens")
        if isinstance(prompt, int) and isinstance(completion, int) and prompt + completion:
            self._counted = Tokens(prompt, completion)

    def _look_for_end(self, raw: Any) -> None:
        """Look for a finish reason in the choices of OpenAI's protocol, and for a refusal beside the content."""
        choices = getattr(raw, "choices", None)
        if choices is None:
            return
        self.ended = bool(self.ended)
        for choice in choices:
            self.refusal += getattr(choice.delta, "refusal", None) or ""
            if choice.finish_reason:
                self.ended = True
            if choice.finish_reason == _REFUSED:
                self.refusal = self.refusal or "its filter holds the answer back"
