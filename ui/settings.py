"""The settings: the one place that reads the environment. Every setting has a flag or a `CITEWELL_...` variable."""

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.embed import Embedder, OnnxEmbedder, embedded_embedder, openai_embedder
from index.errors import UsageError
from index.store import StoreConfig

EMBEDDED = "embedded"
ASK_ONCE_LIMIT = 25_000
"""A process that asks one question looks at each vector of a store of this size sooner than it has loaded Chroma."""


class Settings(BaseSettings):
    """What can be set, with its default. Flags of the command line win over variables."""

    model_config = SettingsConfigDict(env_prefix="CITEWELL_", extra="ignore", frozen=True)

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
    """Used only where the embedder is one of OpenAI's."""
    host: str = "127.0.0.1"
    """Address that `serve` listens on."""
    port: int = Field(7860, ge=0, le=65535)
    """Port that `serve` listens on; 0 takes a free one."""
    wait: float = Field(30.0, ge=0)
    """Seconds to wait for another process to finish with the store."""

    def store_config(self, *, serving: bool = False) -> StoreConfig:
        """How the store is opened."""
        folder = self.store.expanduser().absolute()
        if serving:
            return StoreConfig(folder, self.chroma, self.wait)
        return StoreConfig(folder, self.chroma, self.wait, exact_limit=ASK_ONCE_LIMIT)

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


def read_settings(**flags: object) -> Settings:
    """The settings of the environment, with the flags that were given on top.

    Raises:
        UsageError: a value is not what it should be.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper().removeprefix("CITEWELL_")
        raise UsageError(f"CITEWELL_{name}: {first['msg']}") from error
