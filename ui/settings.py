"""The settings: the one place that reads the environment. Every setting has a flag or a `CITEWELL_...` variable."""

from ipaddress import ip_address, ip_network
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.embed import Embedder, OnnxEmbedder, embedded_embedder, openai_embedder
from index.errors import UsageError
from index.store import StoreConfig
from rag.llama.language_model import LanguageModelConfig, make_language_model
from rag.llama.providers import OPENAI
from rag.model import LanguageModel
from rag.saved.answers import KEEP_DAYS
from rag.write.writer import Writer

EMBEDDED = "embedded"
NO_MODEL = "none"
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
    openai_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("CITEWELL_OPENAI_API_KEY", "OPENAI_API_KEY")
    )
    """Used only where the embedder, or the language model, is one of OpenAI's."""
    llm: str = NO_MODEL
    """What writes the answers: `none` (they are quoted), `openai`, `openai-like`, or another provider's name."""
    llm_model: str = ""
    """The model's name as its provider knows it; empty is the provider's own choice."""
    llm_url: str = ""
    """Base URL of the model's server; empty is the provider's own."""
    llm_key: SecretStr = SecretStr("")
    """The key of the model's server."""
    llm_timeout: float = Field(60.0, gt=0, le=3600, allow_inf_nan=False)
    """Seconds that the model may stand still: until it is reached, until it begins, between its words."""
    llm_context: int = Field(0, ge=0)
    """How many tokens the model takes; 0 is not known."""
    llm_daily_limit: float = Field(0.0, ge=0, allow_inf_nan=False)
    """US dollars a day (UTC) that the model may cost; 0 is no limit."""
    llm_prices: Path | None = None
    """A file of prices to use instead of `rag/prices.toml`."""
    names: Path | None = None
    """A file of names and their spellings to know besides `index/names.txt` and the store's own `names.txt`."""
    strict: bool = False
    """Whether a sentence of the model is shown only once it has passed its check, and struck where it has not."""
    keep_answers: int = Field(KEEP_DAYS, ge=0, le=36_500)
    """Days that an answer is kept under its id, with what it was made from; 0 keeps none."""
    host: str = "127.0.0.1"
    """Address that `serve` listens on."""
    port: int = Field(7860, ge=0, le=65535)
    """Port that `serve` listens on; 0 takes a free one."""
    max_body: int = Field(1_048_576, ge=1024)
    """Bytes of the largest request that `serve` takes of anyone but the owner."""
    rate: str | None = None
    """How often an address may ask (`60/minute`, `10/second;1000/day`); empty is no limit."""
    max_answers: int = Field(64, ge=1)
    """Answers that `serve` gives at once; as many again wait for a place, and more are told to come back."""
    trusted_proxies: str = ""
    """Addresses and networks of proxies, with commas between, that are believed about whom they ask for."""
    wait: float = Field(30.0, ge=0)
    """Seconds to wait for another process to finish with the store."""

    @field_validator("llm_key", "openai_api_key", mode="after")
    @classmethod
    def _a_key(cls, key: SecretStr) -> SecretStr:
        """A key travels in a header, where only these characters may stand."""
        stripped = key.get_secret_value().strip()
        if not (stripped.isascii() and stripped.isprintable()) or " " in stripped:
            raise ValueError("is not a key: it has spaces, line ends or letters that no key has")
        return SecretStr(stripped)

    @field_validator("llm", mode="after")
    @classmethod
    def _a_provider(cls, name: str) -> str:
        return name.strip().lower().replace("_", "-") or NO_MODEL

    @field_validator("rate", mode="after")
    @classmethod
    def _a_rate(cls, rate: str | None) -> str | None:
        if rate is None or not rate.strip():
            return rate and ""
        from limits import parse_many

        try:
            possible = all(item.amount > 0 for item in parse_many(rate))
        except ValueError:
            possible = False
        if not possible:
            raise ValueError("is no rate; write 120/minute, or 10/second;1000/day, or nothing for no limit")
        return rate.strip()

    @field_validator("trusted_proxies", mode="after")
    @classmethod
    def _addresses(cls, text: str) -> str:
        """Only what is an address can be compared with one: a name, or "*", would trust nobody or everybody."""
        try:
            return ",".join(str(ip_network(one.strip())) for one in text.split(",") if one.strip())
        except ValueError as error:
            raise ValueError(f"{error}; name addresses (10.0.0.2) or networks (10.0.0.0/8), with commas") from None

    @property
    def asking_rate(self) -> str:
        """The rate in force. Unless one is set, programs on this machine, where no others are let in, have none."""
        if self.rate is not None:
            return self.rate
        return "" if is_loopback(self.host) and not self.trusted_proxies else RATE

    def store_config(self, *, serving: bool = False) -> StoreConfig:
        """How the store is opened."""
        folder = self.store.expanduser().absolute()
        if serving:
            return StoreConfig(folder, self.chroma, self.wait, names=self.names)
        return StoreConfig(folder, self.chroma, self.wait, exact_limit=ASK_ONCE_LIMIT, names=self.names)

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
