"""The settings: the one place that reads the environment. Every setting has a flag or a `CITEWELL_...` variable."""

from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.embedding.embedder import Embedder, OnnxEmbedder, embedded_embedder, openai_embedder
from index.errors import UsageError
from index.readers.fetch import FetchConfig
from index.store import StoreConfig
from rag.generation.language_model import LanguageModel
from rag.generation.writer import Writer
from rag.llama_index.language_model import LanguageModelConfig, make_language_model
from rag.llama_index.providers import OPENAI
from rag.storage.database import KEEP_DAYS
from ui.app.setting_types import NO_MODEL, CollectorUrl, Key, Networks, Provider, RateText, RootPath
from ui.auth.authorization import Authorization, Metrics, Reading, make_authorization
from ui.observability.logs import LogFormat, LogLevel
from ui.serialization.requests import LONGEST_HISTORY, LONGEST_QUESTION, MOST_TURNS

if TYPE_CHECKING:
    from ui.observability.telemetry import Tracing

EMBEDDED = "embedded"
RATE = "120/minute"
ASK_ONCE_LIMIT = 25_000
"""A process that asks one question looks at each vector of a store of this size sooner than it has loaded Chroma."""


class Settings(BaseSettings):
    """What can be set, with its default. Flags of the command line win over variables."""

    # No value stands in an error: it may be a key.
    model_config = SettingsConfigDict(env_prefix="CITEWELL_", extra="ignore", frozen=True, hide_input_in_errors=True)

    store: Path = Path("~/.local/share/citewell")
    """The folder that holds the collection."""
    chroma: str = ""
    """Address of a Chroma server (http://host:8000); empty keeps the vectors in the store's folder."""
    embedder: str = EMBEDDED
    """`embedded`, or the name of an OpenAI (or compatible) embedding model."""
    embedder_url: str = ""
    """Base URL of an OpenAI-compatible server of embeddings; empty is OpenAI itself."""
    embedder_dimensions: int = Field(1536, ge=1, le=8192)
    """Length of the vectors of that model."""
    openai_api_key: Key = Field(
        SecretStr(""), validation_alias=AliasChoices("CITEWELL_OPENAI_API_KEY", "OPENAI_API_KEY")
    )
    """Used only where the embedder, or the language model, is one of OpenAI's."""
    llm: Provider = NO_MODEL
    """What writes the answers: `none` (they are quoted), `openai`, `openai-like`, or another provider's name."""
    llm_model: str = ""
    """The model's name as its provider knows it; empty is the provider's own choice."""
    llm_url: str = ""
    """Base URL of the model's server; empty is the provider's own."""
    llm_key: Key = SecretStr("")
    """The key of the model's server."""
    llm_timeout: float = Field(60.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds that the model may stand still: until it is reached, until it begins, between its words."""
    llm_context: int = Field(0, ge=0)
    """How many tokens the model takes; 0 is not known."""
    llm_daily_limit: float = Field(0.0, ge=0, allow_inf_nan=False)
    """US dollars a day (UTC) that the model may cost; 0 is no limit."""
    llm_prices: Path | None = None
    """A file of prices to use instead of `rag/generation/prices.toml`."""
    names: Path | None = None
    """A file of names and their spellings to know besides `index/aliases/names.txt` and the store's own `names.txt`."""
    strict: bool = False
    """Whether a sentence of the model is shown only once it has passed its check, and struck where it has not."""
    keep_answers: int = Field(KEEP_DAYS, ge=0, le=36_500)
    """Days that answers (with what they were made from), conversations and feedback are kept; 0 keeps none."""
    host: str = "127.0.0.1"
    """Address that `serve` listens on."""
    dev: bool = False
    """Whether pages of this machine (http://localhost:...) may hold the widget of any site, and of one named `dev`."""
    port: int = Field(7860, ge=0, le=65535)
    """Port that `serve` listens on; 0 takes a free one."""
    root_path: RootPath = ""
    """Path below which a proxy serves Citewell: `/ask` for https://paper.example/ask/; empty is the host's root."""
    max_body: int = Field(1_048_576, ge=1024)
    """Bytes of the largest request that `serve` takes of anyone but the owner."""
    rate: RateText | None = None
    """How often an address may ask (`60/minute`, `10/second;1000/day`); empty is no limit."""
    visitor_rate: RateText = ""
    """How often a visitor may ask, from whatever address; empty is no limit."""
    max_question: int = Field(LONGEST_QUESTION, ge=1, le=LONGEST_QUESTION)
    """Characters of the longest question that `serve` takes."""
    max_turns: int = Field(MOST_TURNS, ge=0, le=MOST_TURNS)
    """Turns of the longest conversation that may be sent with a question."""
    max_history: int = Field(LONGEST_HISTORY, ge=0)
    """Characters of these turns together."""
    max_answers: int = Field(64, ge=1)
    """Answers that `serve` gives at once; those who come then wait for a place."""
    max_waiting: int = Field(64, ge=0)
    """Requests that may wait for a place; more are told at once to come back."""
    patience: float = Field(30.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds that a request waits for a place at most."""
    linger: float = Field(10.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds that an answer is made on for whoever lost the line; then it is stopped."""
    trusted_proxies: Networks = ""
    """Addresses and networks of proxies, with commas between, that are believed about whom they ask for."""
    auth: str = ""
    """Who may come in: anybody (empty), the store's `accounts`, or whom a trusted proxy names (`header:NAME`)."""
    administrators: str = ""
    """Names, with commas between, that are administrators where a proxy names who asks."""
    readers: Reading = "articles"
    """What readers may open: whole `articles`, or only `passages` of them."""
    metrics: Metrics = "visitors"
    """Who may read `/metrics`: whoever may come in (`visitors`), anybody (`open`), or an `administrator` alone."""
    hosts: str = ""
    """Names, with commas between, that `serve` answers to; on loopback besides those of this machine."""
    log: LogFormat = "text"
    """How `serve` writes its log: lines for people (`text`), or `json`."""
    log_level: LogLevel = "warning"
    """From which level on: `debug`, `info` (a line for each request and answer), `warning`, `error`."""
    log_questions: bool = False
    """Whether the log has what was asked."""
    otlp: CollectorUrl = ""
    """Base URL of an OpenTelemetry collector (http://host:4318) that traces are sent to; empty sends none."""
    fetch_private: bool = False
    """Whether articles are fetched from addresses of this machine and of private networks too: for an intranet."""
    max_upload: int = Field(50_000_000, ge=1024)
    """Bytes of the largest request with which an administrator uploads articles."""
    wait: float = Field(30.0, ge=0)
    """Seconds to wait for another process to finish with the store."""

    @property
    def asking_rate(self) -> str:
        """The rate in force. Unless one is set, programs on this machine, where no others are let in, have none."""
        if self.rate is not None:
            return self.rate
        return "" if is_loopback(self.host) and not self.trusted_proxies else RATE

    def authorization(self) -> Authorization:
        """Who may come in, and what they may open. Raises UsageError where the settings do not go together."""
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
        """How the store is opened."""
        folder = self.store.expanduser().absolute()
        if serving:
            return StoreConfig(folder, self.chroma, self.wait, names=self.names)
        return StoreConfig(folder, self.chroma, self.wait, exact_limit=ASK_ONCE_LIMIT, names=self.names)

    def fetch_config(self) -> FetchConfig:
        """How articles are fetched from addresses."""
        return FetchConfig(private=self.fetch_private)

    def make_embedder(self, name: str = "") -> Embedder:
        """The embedder of this name (as CITEWELL_EMBEDDER takes them), or the one that is configured.

        Raises:
            UsageError: it needs a key, and none is set.
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
        """The language model that is configured, or None. Its spending is kept in the store's folder.

        Raises:
            UsageError: a key, an address or a package is missing.
        """
        config = self.language_model_config()
        return make_language_model(config, store_folder) if config else None

    def make_tracing(self) -> "Tracing | None":
        """What takes the spans of requests and answers; nothing of it is imported where none are wanted."""
        if not self.otlp:
            return None
        from ui.observability.telemetry import Tracing

        return Tracing(self.otlp)

    @property
    def keys(self) -> tuple[str, ...]:
        """What is never to be written anywhere."""
        return tuple(key.get_secret_value() for key in (self.llm_key, self.openai_api_key))

    def make_writer(self) -> Writer | None:
        """What has the language model write and check answers, where one is configured; errors as above."""
        model = self.make_language_model(self.store_config().folder)
        return Writer(model, self.strict) if model else None

    def language_model_config(self) -> LanguageModelConfig | None:
        """How the language model is asked; None without one. OpenAI's own key serves OpenAI alone."""
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
    """The settings of the environment, with the flags that were given on top. `llm_key_file` holds the key alone.

    Raises:
        UsageError: a value is not what it should be.
    """
    if llm_key_file is not None:
        flags["llm_key"] = _key_in(llm_key_file)
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
    name = "_".join(str(part) for part in first["loc"]).upper().removeprefix("CITEWELL_")
    raise UsageError(f"CITEWELL_{name}: {first['msg'].removeprefix('Value error, ')}")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on `host`."""
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
        raise UsageError(f"--llm-key-file {file} is empty; it should hold the key alone")
    return key
