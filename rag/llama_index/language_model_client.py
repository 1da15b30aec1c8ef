"""Adapt LlamaIndex's language models to `rag.generation.language_model_interface.LanguageModel`.

This adds retries (only before the first word), timeouts, the daily spending limit, and errors for people.
LlamaIndex is imported at the first call.
"""

import logging
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, time_ns
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import (
    CitewellError,
    ContextTooLongError,
    LanguageModelError,
    ModelSilentError,
    ModelUnavailableError,
)
from prompts.load import Message
from rag.generation.price import FREE, Price, estimated_tokens, price_of, read_prices
from rag.generation.spending import FILE, Spending
from rag.generation.usage import Call, record_call
from rag.llama_index.faults import INSTEAD, ModelCall, fault_of, without_key
from rag.llama_index.providers import OPENAI, OPENAI_MODEL, OPENAI_URL, check_provider, make_llm
from rag.llama_index.reply import Reply

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse
    from llama_index.core.llms import LLM
    from stamina import RetryingCaller
    from stamina.instrumentation import RetryDetails

TRIES = 3
"""Most attempts of one call."""
LONGEST = 40_000
"""Characters of the longest answer; a model that writes more does not stop by itself."""
_PAUSE_S = 0.5
"""Seconds before the second attempt, and most seconds of jitter."""
_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class LanguageModelConfig:
    """Settings of the language model.

    Attributes:
        provider: `openai`, `openai-like`, or NAME of `llama_index.llms.NAME`.
        model: The model's name; "" takes the provider's default.
        url: A base URL; "" takes the provider's own.
        key: The API key.
        timeout_s: Longest wait for the next part of an answer, in seconds.
        context_tokens: Tokens that fit into the model's context; 0 if unknown.
        daily_limit: Most spending a day, in US dollars; 0 for no limit.
        prices: A file to use instead of `rag/generation/prices.toml`.
    """

    provider: str
    model: str = ""
    url: str = ""
    key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    context_tokens: int = 0
    daily_limit: float = 0.0
    prices: Path | None = None

    @property
    def shown_url(self) -> str:
        """The address for people to read, without user name and password."""
        url = self.url or (OPENAI_URL if self.provider == OPENAI else "")
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


class LlamaLanguageModel:
    """`rag.generation.language_model_interface.LanguageModel` over LlamaIndex. Thread-safe."""

    def __init__(self, config: LanguageModelConfig, price: Price | None, spending: Spending) -> None:
        """Make the adapter; `price` is None if unknown, and its tokens then count as free."""
        self.config, self.price, self.spending = config, price, spending
        self._making = threading.Lock()
        self._llm: LLM | None = None

    @property
    def name(self) -> str:
        """The model's name; the provider's if the provider chooses the model."""
        return self.config.model or self.config.provider

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """Stream the answer; see `rag.generation.language_model_interface.LanguageModel.stream`."""
        self._make()
        chunks, first = _retrying(self.config.timeout_s)(_worth_another_try, self._begun, messages)
        with closing(chunks):
            yield first
            yield from chunks

    def complete(self, messages: Sequence[Message]) -> str:
        """Return the whole answer at once. Nothing is shown before the end, so the whole call can be retried."""
        self._make()
        return _retrying(self.config.timeout_s)(_worth_another_try, lambda: "".join(self._attempt(messages)))

    def _begun(self, messages: Sequence[Message]) -> tuple[Generator[str, None, None], str]:
        """Start a stream, and return it with its first chunk."""
        chunks = self._attempt(messages)
        return chunks, next(chunks)

    def _attempt(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """Make one attempt. However it ends, record its cost and close its connection."""
        self.spending.check()
        sent = sum(len(message.content) for message in messages)
        self._check_context(sent)
        reply, fault, kind, began_ns = Reply(sent), None, "", time_ns()
        try:
            yield from self._chunks(messages, reply)
        except CitewellError as error:
            kind = type(error).__name__
            raise
        except Exception as error:  # noqa: BLE001  each provider's client has its own exceptions
            fault = fault_of(error, self._call(begun=reply.begun))
            kind = type(fault).__name__
        finally:
            dollars = (self.price or FREE).of(reply.tokens)
            self.spending.add(dollars)
            record_call(Call(self.name, began_ns, time_ns(), reply.tokens, bool(reply.counted), dollars, kind))
        if fault:  # Raised here, it does not carry the client's exception, which may hold a part of the key.
            raise fault

    def _chunks(self, messages: Sequence[Message], reply: Reply) -> Iterator[str]:
        """Yield the words as they arrive.

        The client's own timeouts watch the connection. The timeout here catches events that bring no words.
        """
        since = 0.0
        with closing(self._responses(messages)) as responses:
            for response in responses:
                since = since or monotonic()
                chunk = reply.take(response)
                if chunk:
                    yield chunk
                if chunk or response.additional_kwargs.get("thinking_delta"):
                    since = monotonic()
                elif monotonic() - since > self.config.timeout_s:
                    raise TimeoutError
                if reply.length > LONGEST:
                    raise LanguageModelError(f"the language model {self.name} does not stop writing; {INSTEAD}")
        self._check_end(reply)

    def _responses(self, messages: Sequence[Message]) -> "Generator[ChatResponse, None, None]":
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        from rag.llama_index.timeouts import opened

        sent = [ChatMessage(role=MessageRole(message.role), content=message.content) for message in messages]
        with opened() as connections:  # The first step sends the request.
            stream = self._make().stream_chat(sent)
            first = next(stream, None)
        try:
            if first is not None:
                yield first
                yield from stream
        finally:
            for connection in connections:
                connection.close()

    def _check_context(self, sent: int) -> None:
        """Refuse messages that are too long for a known context: many servers cut them without a warning."""
        limit, needed = self.config.context_tokens, estimated_tokens(sent)
        if limit and needed > limit:
            raise ContextTooLongError(
                f"the passages are too long for the language model {self.name} (about {needed:,} tokens; "
                f"CITEWELL_LLM_CONTEXT is {limit:,}); {INSTEAD}"
            )

    def _check_end(self, reply: Reply) -> None:
        if reply.refusal:
            refusal = without_key(" ".join(reply.refusal.split())[:200], self.config.key)
            raise ModelSilentError(f"the language model {self.name} refuses to answer ({refusal}); {INSTEAD}")
        if reply.ended is False:
            raise ConnectionError
        if reply.empty:
            raise ModelSilentError(f"the language model {self.name} returned an empty answer; {INSTEAD}")

    def _call(self, *, begun: bool) -> ModelCall:
        config = self.config
        return ModelCall(self.name, config.shown_url, config.timeout_s, config.key, begun)

    def _make(self) -> "LLM":
        """Return LlamaIndex's object, made at the first call. Making it takes seconds, which are not the model's."""
        with self._making:
            if self._llm is None:
                self._llm = make_llm(self.config)
            return self._llm


def make_language_model(config: LanguageModelConfig, store_folder: Path) -> LlamaLanguageModel:
    """Make the configured language model. Nothing is sent or imported yet.

    Args:
        config: The settings.
        store_folder: The store's folder, where the spending is recorded.

    Raises:
        UsageError: A key, an address or a package is missing, or the file of prices is not valid.
    """
    if config.provider == OPENAI and not config.model:
        config = replace(config, model=OPENAI_MODEL)
    check_provider(config)
    price = price_of(config.model, read_prices(config.prices))
    return LlamaLanguageModel(config, price, Spending(store_folder / FILE, config.daily_limit))


def _retrying(timeout_s: float) -> "RetryingCaller":
    """Return a caller that tries TRIES times, with growing, jittered pauses, for at most twice the timeout."""
    import stamina

    stamina.instrumentation.set_on_retry_hooks((_log_retry,))
    pause = min(_PAUSE_S, timeout_s)
    return stamina.RetryingCaller(
        attempts=TRIES, timeout=2 * timeout_s, wait_initial=pause, wait_max=timeout_s, wait_jitter=pause
    )


def _worth_another_try(error: Exception) -> bool | float:
    """Return whether to try again, or the seconds to wait first if the server gave them."""
    if not isinstance(error, ModelUnavailableError):
        return False
    return True if error.after_s is None else error.after_s


def _log_retry(details: "RetryDetails") -> None:
    problem = str(details.caused_by).removesuffix(f"; {INSTEAD}")
    _LOG.warning("%s; trying again in %.1f s", problem, details.wait_for)
