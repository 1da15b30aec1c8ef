"""The model that settings name, missing settings, and environment variables that are ignored."""

import sys
from pathlib import Path
from typing import Any

import pytest

from index.errors import (
    UsageError,
)
from tests.openai_server import OpenAIServer
from tests.rag.llama_index.models import KEY, MESSAGES, PATIENT, MakeModel


@pytest.mark.parametrize(("model", "sent", "temperature"), [
    ("", "gpt-6-luna", None), ("gpt-4o-mini", "gpt-4o-mini", 0.0), ("gpt-99-newer", "gpt-99-newer", None),
])  # fmt: skip
def test_openai_models_are_asked_as_they_take_it(
    made: MakeModel, server: OpenAIServer, model: str, sent: str, temperature: float | None
) -> None:
    made(provider="openai", model=model).complete(MESSAGES)
    assert (server.asked[0]["model"], server.asked[0].get("temperature")) == (sent, temperature)


def test_a_stray_key_and_address_are_not_used(
    made: MakeModel, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-stray")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    assert made(key="").complete(MESSAGES)
    assert server.keys == ["none"]


PACKAGE = """
from llama_index.llms.openai_like import OpenAILike

__all__ = ["TownCrier"]


class TownCrier(OpenAILike):
    is_chat_model: bool = True
"""


def test_any_provider_that_is_installed_is_found_by_its_name(
    made: MakeModel, server: OpenAIServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site" / "llama_index" / "llms" / "town_crier"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(PACKAGE)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *sys.path])
    model = made(provider="town-crier")
    assert model.complete(MESSAGES) == "Ready."
    assert server.keys == [KEY]
    settings = model._make().model_dump()
    assert (settings["max_retries"], settings["timeout"]) == (0, PATIENT)


@pytest.mark.parametrize(("config", "problem"), [
    ({"provider": "nobody-has-this"}, "install the package llama-index-llms-nobody-has-this"),
    ({"provider": "../ollama"}, "openai, openai-like, or a name such as ollama"),
    ({"provider": "openai", "key": "", "url": ""}, "needs a key: set CITEWELL_LLM_KEY"),
    ({"url": ""}, "needs CITEWELL_LLM_URL"),
    ({"model": ""}, "needs CITEWELL_LLM_MODEL"),
    ({"prices": Path("/nowhere/prices.toml")}, "check CITEWELL_LLM_PRICES"),
])  # fmt: skip
def test_what_is_missing_is_said_at_once(made: MakeModel, config: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        made(**config)
    assert problem in str(caught.value)


def test_a_model_that_cannot_be_made_says_which_setting_to_check(made: MakeModel) -> None:
    with pytest.raises(UsageError, match=r"Responses API.*check CITEWELL_LLM_MODEL"):
        made(provider="openai", model="gpt-5.4-pro").complete(MESSAGES)
