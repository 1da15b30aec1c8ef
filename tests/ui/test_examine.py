"""`citewell doctor` on the models: whether they respond, their cost, and no key in its output."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.maintenance.doctor import Finding
from index.store import Store
from rag.llama_index.language_model_client import LanguageModelConfig, LlamaLanguageModel, make_language_model
from tests.openai_server import OpenAIServer, openai_server
from tests.openai_server.scripts import fails, wrong_key
from ui.app.examine import configured, examine_models

KEY = "sk-MARKED-0123456789"


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server() as server:
        yield server


def _model(server: OpenAIServer, folder: Path, provider: str = "openai-like", limit: float = 0.0) -> LlamaLanguageModel:
    config = LanguageModelConfig(provider, "words", server.url, KEY, 20.0, daily_limit=limit)
    return make_language_model(config, folder)


def _found(store: Store, model: LlamaLanguageModel | None) -> dict[str, list[Finding]]:
    return dict(examine_models(store, model))


def test_models_that_answer_are_sound(store: Store, server: OpenAIServer, tmp_path: Path) -> None:
    assert _found(store, None) == {"embedder": []}
    assert _found(store, _model(server, tmp_path)) == {"embedder": [], "language model": []}


def test_a_model_that_does_not_answer_is_a_fault(store: Store, server: OpenAIServer, tmp_path: Path) -> None:
    server.will(wrong_key(), fails(404, "no such model"))
    for problem in ("refuses the key (401)", "no such model"):
        (finding,) = _found(store, _model(server, tmp_path))["language model"]
        assert (finding.severity, finding.remedy) == ("fault", "")
        assert problem in finding.problem
        assert "MARKED" not in finding.problem


@pytest.mark.parametrize(
    ("provider", "limit", "warned"), [("openai-like", 0.0, 0), ("openai-like", 1.0, 1), ("openai", 0.0, 1)]
)
def test_a_missing_price_is_a_warning_where_it_matters(
    store: Store, server: OpenAIServer, tmp_path: Path, provider: str, limit: float, warned: int
) -> None:
    findings = _found(store, _model(server, tmp_path, provider, limit))["language model"]
    assert [finding.severity for finding in findings] == ["warning"] * warned
    assert all("CITEWELL_LLM_PRICES" in finding.problem for finding in findings)


def test_a_limit_that_is_reached_is_a_warning(store: Store, server: OpenAIServer, tmp_path: Path) -> None:
    model = _model(server, tmp_path, limit=0.5)
    model.spending.add(0.5)
    limit, _ = _found(store, model)["language model"]
    assert (limit.severity, server.asked) == ("warning", [])
    assert "CITEWELL_LLM_DAILY_LIMIT" in limit.problem


def test_what_is_configured_is_told_without_the_key(store: Store, server: OpenAIServer, tmp_path: Path) -> None:
    told = configured(store, _model(server, tmp_path, limit=2.0))
    assert told == {
        "embedder": store.embedder.name,
        "language_model": {
            "model": "words", "provider": "openai-like", "url": server.url, "spent_today": 0.0, "daily_limit": 2.0,
        },
    }  # fmt: skip
    assert configured(store, None)["language_model"] is None
