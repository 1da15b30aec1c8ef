"""The settings: the one place that reads the environment. Every setting has a flag or a `CITEWELL_...` variable."""

import logging
import os
from dataclasses import replace
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.embedding.embedder import Embedder, OnnxEmbedder, embedded_embedder, openai_embedder
from index.errors import UsageError
from index.readers.fetch import FetchConfig
from index.store import StoreConfig
from rag.generation.language_model_interface import LanguageModel
from rag.generation.writer import Writer
from rag.llama_index.language_model_client import LanguageModelConfig, make_language_model
from rag.llama_index.providers import OPENAI
from rag.storage.database import KEEP_DAYS
from ui.app.setting_names import PREFIX, unknown_variables
from ui.app.setting_types import NO_MODEL, CollectorUrl, Key, Networks, Provider, RateText, RootPath
from ui.auth.authorization import Authorization, Metrics, Reading, make_authorization
from ui.observability.logs import LogFormat, LogLevel
from ui.serialization.requests import LONGEST_HISTORY, LONGEST_QUESTION, MOST_TURNS

if TYPE_CHECKING:
    from ui.observability.telemetry import Tracing

EMBEDDED = "embedded"
RATE = "120/minute"
ASK_ONCE_LIMIT = 25_000
"""Largest store, in passages, that a one-shot command searches exactly: comparing every vector is faster than loading
Chroma."""


class Settings(BaseSettings):
    """All settings and their defaults. Flags of the command line override variables."""

    # Errors show no values, because a value may be a key.
    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, hide_input_in_errors=True)

    store: Path = Path("~/.local/share/citewell")
    """The folder that holds the collection."""
    chroma: str = ""
    """Address of a Chroma server (http://host:8000); empty keeps the vectors in the store's folder."""
    embedder: str = EMBEDDED
    """`embedded`, or the name of an OpenAI (or compatible) embedding model."""
    embedder_url: str = ""
    """Base URL of an OpenAI-compatible embedding server; empty is OpenAI itself."""
    embedder_dimensions: int = Field(1536, ge=1, le=8192)
    """Length of the vectors of that model."""
    openai_api_key: Key = Field(
        SecretStr(""), validation_alias=AliasChoices("CITEWELL_OPENAI_API_KEY", "OPENAI_API_KEY")
    )
    """Used only if the embedder or the language model is OpenAI's."""
    llm: Provider = NO_MODEL
    """What writes the answers: `none` (they are quoted), `openai`, `openai-like`, or another provider's name."""
    llm_model: str = ""
    """The model's name as its provider knows it; empty is the provider's own choice."""
    llm_url: str = ""
    """Base URL of the model's server; empty is the provider's own."""
    llm_key: Key = SecretStr("")
    """The key of the model's server."""
    llm_timeout: float = Field(60.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds to wait for the model: to connect, for its first word, and between words."""
    llm_context: int = Field(0, ge=0)
    """Context size of the model, in tokens; 0 if unknown."""
    llm_daily_limit: float = Field(0.0, ge=0, allow_inf_nan=False)
    """US dollars a day (UTC) that the model may cost; 0 is no limit."""
    llm_prices: Path | None = None
    """A file of prices to use instead of `rag/generation/prices.toml`."""
    names: Path | None = None
    """A file of names and their spellings, added to `index/aliases/names.txt` and the store's own `names.txt`."""
    strict: bool = False
    """Whether to show the model's sentences only after they pass their check, and to strike those that fail."""
    keep_answers: int = Field(KEEP_DAYS, ge=0, le=36_500)
    """Days to keep answers (with their evidence), conversations and feedback; 0 keeps none."""
    host: str = "127.0.0.1"
    """Address that `serve` listens on."""
    dev: bool = False
    """Whether pages of this machine (http://localhost:...) may show the widget of any site, and of one named `dev`."""
    port: int = Field(7860, ge=0, le=65535)
    """Port that `serve` listens on; 0 takes a free one."""
    root_path: RootPath = ""
    """Path below which a proxy serves Citewell: `/ask` for https://paper.example/ask/; empty is the host's root."""
    max_body: int = Field(1_048_576, ge=1024)
    """Largest request from anyone but the owner, in bytes."""
    rate: RateText | None = None
    """Rate limit of one address (`60/minute`, `10/second;1000/day`); empty is no limit."""
    visitor_rate: RateText = ""
    """Rate limit of one visitor, from any address; empty is no limit."""
    max_question: int = Field(LONGEST_QUESTION, ge=1, le=LONGEST_QUESTION)
    """Longest question, in characters."""
    max_turns: int = Field(MOST_TURNS, ge=0, le=MOST_TURNS)
    """Longest conversation sent with a question, in turns."""
    max_history: int = Field(LONGEST_HISTORY, ge=0)
    """Longest conversation sent with a question, in characters."""
    max_answers: int = Field(64, ge=1)
    """Answers under way at once; further requests wait for a slot."""
    max_waiting: int = Field(64, ge=0)
    """Requests that may wait for a slot; more are refused at once and asked to come back."""
    patience: float = Field(30.0, gt=0, le=3600, allow_inf_nan=False)
    """Longest wait for a slot, in seconds."""
    linger: float = Field(10.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds that an answer continues after its listener disconnects; then it is stopped."""
    trusted_proxies: Networks = ""
    """Addresses and networks of trusted proxies, separated by commas, which name the client and the visitor."""
    auth: str = ""
    """Who may use the server: anybody (empty), the store's `accounts`, or visitors named by a trusted proxy
    (`header:NAME`)."""
    administrators: str = ""
    """Visitors named by the proxy who are administrators, separated by commas."""
    readers: Reading = "articles"
    """What readers may open: whole `articles`, or only `passages` of them."""
    metrics: Metrics = "visitors"
    """Who may read `/metrics`: authorized `visitors`, anybody (`open`), or only an `administrator`."""
    hosts: str = ""
    """Host names that `serve` answers to, separated by commas; on loopback in addition to those of this machine."""
    log: LogFormat = "text"
    """Format of the log of `serve`: lines for people (`text`), or `json`."""
    log_level: LogLevel = "warning"
    """Lowest level to log: `debug`, `info` (a line for each request and answer), `warning`, `error`."""
    log_questions: bool = False
    """Whether to log the text of questions."""
    otlp: CollectorUrl = ""
    """Base URL of the OpenTelemetry collector to send traces to (http://host:4318); empty sends none."""
    fetch_private: bool = False
    """Whether to fetch articles from this machine and private networks too: for an intranet."""
    max_upload: int = Field(50_000_000, ge=1024)
    """Largest upload of articles by an administrator, in bytes."""
    wait: float = Field(30.0, ge=0)
    """Seconds to wait for another process to finish with the store."""

    @property
    def asking_rate(self) -> str:
        """The rate limit in force. By default a server that only this machine reaches has none."""
        if self.rate is not None:
            return self.rate
        return "" if is_loopback(self.host) and not self.trusted_proxies else RATE

    def authorization(self) -> Authorization:
        """Return who may use the server, and what they may open. Raise UsageError if settings contradict each other."""
        if self.dev and not is_loopback(self.host):
            raise UsageError("--dev is for a server that only this machine reaches; leave it out, or leave out --host")
        authorization = make_authorization(
            self.auth,
            self.administrators,
            self.hosts,
            self.trusted_proxies,
            self.readers,
            self.metrics,
            host=self.host,
            only_here=is_loopback(self.host),
        )
        return replace(authorization, dev=self.dev)

    def store_config(self, *, serving: bool = False) -> StoreConfig:
        """Return how to open the store."""
        folder = self.store.expanduser().absolute()
        if serving:
            return StoreConfig(folder, self.chroma, self.wait, names=self.names)
        return StoreConfig(folder, self.chroma, self.wait, exact_limit=ASK_ONCE_LIMIT, names=self.names)

    def fetch_config(self) -> FetchConfig:
        """Return how to fetch articles from the web."""
        return FetchConfig(private=self.fetch_private)

    def make_embedder(self, name: str = "") -> Embedder:
        """Make the embedder of this name (as in CITEWELL_EMBEDDER), or the configured one.

        Raises:
            UsageError: It needs a key, and none is set.
        """
        name = name or self.embedder
        if name in (EMBEDDED, OnnxEmbedder.name):
            return embedded_embedder()
        key = self.openai_api_key.get_secret_value()
        if not key and not self.embedder_url:
            raise UsageError(
                f"the embedder {name!r} needs a key: set CITEWELL_OPENAI_API_KEY, or name a compatible server "
                "in CITEWELL_EMBEDDER_URL, or unset CITEWELL_EMBEDDER"
            )
        return openai_embedder(name, api_key=key, base_url=self.embedder_url, dimensions=self.embedder_dimensions)

    def make_language_model(self, store_folder: Path) -> LanguageModel | None:
        """Make the configured language model, or return None. Its spending is recorded in the store's folder.

        Raises:
            UsageError: A key, an address or a package is missing.
        """
        config = self.language_model_config()
        return make_language_model(config, store_folder) if config else None

    def make_tracing(self) -> "Tracing | None":
        """Make the tracing of requests and answers, or return None. Its packages are imported only if it is on."""
        if not self.otlp:
            return None
        from ui.observability.telemetry import Tracing

        return Tracing(self.otlp)

    @property
    def keys(self) -> tuple[str, ...]:
        """The secrets, which must never be written anywhere."""
        return tuple(key.get_secret_value() for key in (self.llm_key, self.openai_api_key))

    def make_writer(self) -> Writer | None:
        """Make the writer of answers by the language model, or return None. Raises what `make_language_model` does."""
        model = self.make_language_model(self.store_config().folder)
        return Writer(model, self.strict) if model else None

    def language_model_config(self) -> LanguageModelConfig | None:
        """Return how to call the language model; None without one. OPENAI_API_KEY is sent to OpenAI only."""
        if self.llm == NO_MODEL:
            return None
        key = self.llm_key.get_secret_value()
        if not key and self.llm == OPENAI:
            key = self.openai_api_key.get_secret_value()
        return LanguageModelConfig(
            provider=self.llm,
            model=self.llm_model,
            url=self.llm_url,
            key=key,
            timeout_s=self.llm_timeout,
            context_tokens=self.llm_context,
            daily_limit=self.llm_daily_limit,
            prices=self.llm_prices,
        )


def read_settings(*, llm_key_file: Path | None = None, **flags: object) -> Settings:
    """Read the settings from the environment, overridden by the given flags. `llm_key_file` holds only the key.

    Raises:
        UsageError: A value is not valid.
    """
    _warn_of_unknown_variables()
    if llm_key_file is not None:
        flags["llm_key"] = _key_in(llm_key_file)
    if "openai_api_key" in flags:
        flags["CITEWELL_OPENAI_API_KEY"] = flags.pop("openai_api_key")  # pydantic knows it by this alias alone
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
    name = "_".join(str(part) for part in first["loc"]).upper().removeprefix("CITEWELL_")
    raise UsageError(f"CITEWELL_{name}: {first['msg'].removeprefix('Value error, ')}")


@cache
def _warn_of_unknown_variables() -> None:
    """Warn of misspelt variables, once in a process."""
    for problem in unknown_variables(os.environ, Settings.model_fields):
        logging.getLogger("citewell").warning(problem)


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a server that listens on `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key_in(file: Path) -> str:
    try:
        key = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "it is not text"
        raise UsageError(f"--llm-key-file {file} cannot be read ({problem}); name a file that holds the key") from None
    if not key:
        raise UsageError(f"--llm-key-file {file} is empty; it must hold the key")
    return key
