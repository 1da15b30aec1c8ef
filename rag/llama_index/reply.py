"""A language model's reply as it comes, whatever the provider: its words, its end, and what it has cost in tokens."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rag.generation.price import Tokens, estimated_tokens

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse

_REFUSED = "content_filter"


class Reply:
    """What has come so far. `ended` is None where the provider says nothing of ends."""

    def __init__(self, sent: int) -> None:
        """`sent` is how many characters the messages have."""
        self._sent = sent
        self._written = 0
        self._counted: Tokens | None = None
        self.begun = False
        self.ended: bool | None = None
        self.refusal = ""

    @property
    def empty(self) -> bool:
        """Whether no word has come."""
        return not self._written

    @property
    def length(self) -> int:
        """Characters written."""
        return self._written

    @property
    def counted(self) -> Tokens | None:
        """What went in and came out, as the provider has counted; None where it has not."""
        return self._counted

    @property
    def tokens(self) -> Tokens:
        """What went in and came out: as the provider counted, or else by an estimate; nothing before it had begun."""
        if self._counted:
            return self._counted
        if not self.begun:
            return Tokens(0, 0)
        return Tokens(estimated_tokens(self._sent), estimated_tokens(self._written))

    def take(self, response: "ChatResponse") -> str:
        """Note one step of the reply. Returns the words that it brings."""
        self.begun = True
        self._count(response)
        self._look_for_end(response.raw)
        piece = response.delta or ""
        self._written += len(piece)
        return piece

    def _count(self, response: "ChatResponse") -> None:
        counts: Mapping[str, Any] = response.additional_kwargs
        taken, given = counts.get("prompt_tokens"), counts.get("completion_tokens")
        if isinstance(taken, int) and isinstance(given, int) and taken + given:
            self._counted = Tokens(taken, given)

    def _look_for_end(self, raw: Any) -> None:
        """OpenAI's protocol: the last choice has a reason for its end, and a refusal stands beside the content."""
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
