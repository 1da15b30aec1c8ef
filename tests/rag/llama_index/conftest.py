"""A server of language models on loopback, and models that ask it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag.llama_index.language_model_client import LanguageModelConfig, LlamaLanguageModel, make_language_model
from tests.openai_server import OpenAIServer, openai_server
from tests.rag.llama_index.models import KEY, PATIENT, PRICES, MakeModel


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server() as server:
        yield server


@pytest.fixture
def made(server: OpenAIServer, tmp_path: Path) -> MakeModel:
    """Makes models of `server`, which all spend from one store's folder."""
    prices = tmp_path / "prices.toml"
    prices.write_text(PRICES)

    def make(**config: Any) -> LlamaLanguageModel:
        like = {"provider": "openai-like", "model": "words", "url": server.url, "key": KEY, "timeout_s": PATIENT}
        return make_language_model(LanguageModelConfig(**{**like, "prices": prices, **config}), tmp_path)

    return make
