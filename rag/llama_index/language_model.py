"""Any of LlamaIndex's language models as the chain sees one (`rag.generation.language_model.LanguageModel`).

Here are the retries (before the first word alone), the timeouts, the day's spending, and the faults in plain words.
LlamaIndex is imported when the model is first asked.
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
LONGEST = 40_000
"""Characters of an answer; a model that writes more than this does not stop by itself."""
_PAUSE_S = 0.5
_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class LanguageModelConfig:
    """Which language model, and how it is asked.

    `provider` is `openai`, `openai-like`, or NAME of `llama_index.llms.NAME`; `url` is a base URL ("" is the provider's
    own). Nothing may stand still for longer than `timeout_s`. `context_tokens` is how much the model takes (0: not
    known); `daily_limit` is in US dollars (0: none); `prices` a file to use instead of `rag/generation/prices.toml`.
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
        """The address for people to read: without a name and password, should it have them."""
        url = self.url or (OPENAI_URL if self.provider == OPENAI else "")
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


class LlamaLanguageModel:
    """`rag.generation.language_model.LanguageModel` over LlamaIndex. Safe to use from many threads at once."""

    def __init__(self, config: LanguageModelConfig, price: Price | None, spending: Spending) -> None:
        """`price` is None where nobody knows it: its tokens then count as free."""
        self.config, self.price, self.spending = config, price, spending
        self._making = threading.Lock()
        self._llm: LLM | None = None

    @property
    def name(self) -> str:
        """The model's name, or its provider's where the provider chooses the model."""
        return self.config.model or self.config.provider

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The answer as it is written; see `rag.generation.language_model.LanguageModel.stream`."""
        self._make()
        pieces, first = _retrying(self.config.timeout_s)(_worth_another_try, self._begun, messages)
        with closing(pieces):
            yield first
            yield from pieces

    def complete(self, messages: Sequence[Message]) -> str:
        """The whole answer at once. Nothing is given out before its end, so all of it may be tried again."""
        self._make()
        return _retrying(self.config.timeout_s)(_worth_another_try, lambda: "".join(self._pieces(messages)))

    def _begun(self, messages: Sequence[Message]) -> tuple[Generator[str, None, None], str]:
        """A stream that has produced its first chunk."""
        pieces = self._pieces(messages)
        return pieces, next(pieces)

    def _pieces(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """One try. However it ends, what it has cost is noted, and its connection is closed."""
        self.spending.check()
        sent = sum(len(message.content) for message in messages)
        self._check_context(sent)
        reply, fault, kind, began_ns = Reply(sent), None, "", time_ns()
        try:
            yield from self._asked(messages, reply)
        except CitewellError as error:
            kind = type(error).__name__
            raise
        except Exception as error:  # noqa: BLE001  whatever a client of some provider raises
            fault = fault_of(error, self._whom(begun=reply.begun))
            kind = type(fault).__name__
        finally:
            dollars = (self.price or FREE).of(reply.tokens)
            self.spending.add(dollars)
            record_call(Call(self.name, began_ns, time_ns(), reply.tokens, bool(reply.counted), dollars, kind))
        if fault:  # raised here, it carries nothing of the client's exception, which may hold a piece of the key
            raise fault

    def _asked(self, messages: Sequence[Message], reply: Reply) -> Iterator[str]:
        """The words as they come. The client's own timeouts watch the connection; this one, events without words."""
        since = 0.0
        with closing(self._responses(messages)) as responses:
            for response in responses:
                since = since or monotonic()
                piece = reply.take(response)
                if piece:
                    yield piece
                if piece or response.additional_kwargs.get("thinking_delta"):
                    since = monotonic()
                elif monotonic() - since > self.config.timeout_s:
                    raise TimeoutError
                if reply.length > LONGEST:
                    raise LanguageModelError(f"the language model {self.name} does not stop writing; {INSTEAD}")
        self._check_end(reply)

    def _responses(self, messages: Sequence[Message]) -> "Generator[ChatResponse, None, None]":
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        from rag.llama_index.timeouts import opened

        asked = [ChatMessage(role=MessageRole(message.role), content=message.content) for message in messages]
        with opened() as connections:  # the request is made by the first step
            stream = self._make().stream_chat(asked)
            first = next(stream, None)
        try:
            if first is not None:
                yield first
                yield from stream
        finally:
            for connection in connections:
                connection.close()

    def _check_context(self, sent: int) -> None:
        """Many servers cut what is too long without a word; where the length is known, nothing is sent to be cut."""
        limit, needed = self.config.context_tokens, estimated_tokens(sent)
        if limit and needed > limit:
            raise ContextTooLongError(
                f"the passages are longer than the language model {self.name} takes (about {needed:,} tokens, where "
                f"CITEWELL_LLM_CONTEXT is {limit:,}); {INSTEAD}"
            )

    def _check_end(self, reply: Reply) -> None:
        if reply.refusal:
            said = without_key(" ".join(reply.refusal.split())[:200], self.config.key)
            raise ModelSilentError(f"the language model {self.name} refuses to answer ({said}); {INSTEAD}")
        if reply.ended is False:
            raise ConnectionError
        if reply.empty:
            raise ModelSilentError(f"the language model {self.name} answers with nothing; {INSTEAD}")

    def _whom(self, *, begun: bool) -> ModelCall:
        config = self.config
        return ModelCall(self.name, config.shown_url, config.timeout_s, config.key, begun)

    def _make(self) -> "LLM":
        """LlamaIndex's object, made once, when it is first asked. This takes seconds, which are not the model's."""
        with self._making:
            if self._llm is None:
                self._llm = make_llm(self.config)
            return self._llm


def make_language_model(config: LanguageModelConfig, store_folder: Path) -> LlamaLanguageModel:
    """The model that is configured; its spending is kept in the store's folder. Nothing is asked, or imported, yet.

    Raises:
        UsageError: something is missing: a key, an address, a package; or the file of prices is none.
    """
    if config.provider == OPENAI and not config.model:
        config = replace(config, model=OPENAI_MODEL)
    check_provider(config)
    price = price_of(config.model, read_prices(config.prices))
    return LlamaLanguageModel(config, price, Spending(store_folder / FILE, config.daily_limit))


def _retrying(timeout_s: float) -> "RetryingCaller":
    """Calls at most `TRIES` times, with growing, jittered pauses; no try begins later than twice the timeout."""
    import stamina

    stamina.instrumentation.set_on_retry_hooks((_say,))
    pause = min(_PAUSE_S, timeout_s)
    return stamina.RetryingCaller(
        attempts=TRIES, timeout=2 * timeout_s, wait_initial=pause, wait_max=timeout_s, wait_jitter=pause
    )


def _worth_another_try(error: Exception) -> bool | float:
    """Whether, and after how many seconds where the server has said so."""
    if not isinstance(error, ModelUnavailableError):
        return False
    return True if error.after_s is None else error.after_s


def _say(details: "RetryDetails") -> None:
    problem = str(details.caused_by).removesuffix(f"; {INSTEAD}")
    _LOG.warning("%s; asking again in %.1f s", problem, details.wait_for)
