"""Settings of the language model: valid, invalid, and keys that stay secret."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.errors import UsageError
from rag.llama_index.language_model_client import LlamaLanguageModel
from tests.ui.processes import environment, run
from ui.app.setting_names import unknown_variables
from ui.app.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
KEY = "sk-MARKED-0123456789"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without settings of the person who runs the tests."""
    import os

    for name in os.environ:
        if name.startswith(("CITEWELL_", "OPENAI_")):
            monkeypatch.delenv(name)


def test_a_stray_key_does_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert read_settings().language_model_config() is None
    assert read_settings(llm="").language_model_config() is None
    assert read_settings().make_language_model(tmp_path) is None


def test_openais_key_serves_openai_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    keys = {}
    for provider in ("openai", "OpenAI", "openai-like", "openai_like", "ollama"):
        config = read_settings(llm=provider).language_model_config()
        assert config
        keys[config.provider] = config.key
    assert keys == {"openai": KEY, "openai-like": "", "ollama": ""}


def test_its_own_key_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("CITEWELL_LLM_KEY", f"{KEY}\n")
    config = read_settings(llm="openai").language_model_config()
    assert config
    assert config.key == KEY


def test_every_setting_reaches_the_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text("noted = 2026-11-25\n[models]\nwords = { input = 1, output = 2 }\n")
    given = {
        "LLM": "openai-like", "LLM_MODEL": "words", "LLM_URL": "http://127.0.0.1:9/v1", "LLM_KEY": KEY,
        "LLM_TIMEOUT": "2.5", "LLM_CONTEXT": "4096", "LLM_DAILY_LIMIT": "1.5",
        "LLM_PRICES": str(tmp_path / "prices.toml"), "STRICT": "true",
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(f"CITEWELL_{name}", value)
    settings = read_settings()
    model = settings.make_language_model(tmp_path)
    assert isinstance(model, LlamaLanguageModel)
    config = model.config
    assert (config.provider, config.model, config.url, config.key) == (*list(given.values())[:3], KEY)
    assert (config.timeout_s, config.context_tokens, model.spending.limit) == (2.5, 4096, 1.5)
    assert model.price
    assert (model.price.output, model.name, settings.strict) == (2.0, "words", True)


def test_flags_win_over_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CITEWELL_LLM", "openai")
    monkeypatch.setenv("CITEWELL_LLM_KEY", "sk-other")
    monkeypatch.setenv("CITEWELL_STRICT", "true")
    (tmp_path / "key").write_text(f"{KEY}\n")
    settings = read_settings(
        llm="openai-like", llm_model="m", llm_timeout=3.0, llm_key_file=tmp_path / "key", strict=False, llm_url=None
    )
    config = settings.language_model_config()
    assert config
    assert (config.provider, config.model, config.timeout_s, config.key) == ("openai-like", "m", 3.0, KEY)
    assert settings.strict is False
    assert read_settings(llm="none").language_model_config() is None


def test_no_key_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWELL_LLM_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = read_settings(llm="openai")
    assert "MARKED" not in f"{settings!r} {settings} {settings.language_model_config()!r} {settings.model_dump_json()}"


@pytest.mark.parametrize("name", ["CITEWELL_LLM_KEY", "OPENAI_API_KEY"])
@pytest.mark.parametrize("wrong", [f"{KEY} {KEY}", f"{KEY}\nmore", f"{KEY}é"])
def test_what_is_no_key_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch, name: str, wrong: str) -> None:
    monkeypatch.setenv(name, wrong)
    with pytest.raises(UsageError, match="is not a valid key") as caught:
        read_settings(llm="openai")
    assert name in f"CITEWELL_{caught.value} {caught.value}"
    assert "MARKED" not in f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"


@pytest.mark.parametrize(("flags", "problem"), [
    ({"llm_timeout": 0}, "CITEWELL_LLM_TIMEOUT"),
    ({"llm_timeout": float("inf")}, "CITEWELL_LLM_TIMEOUT"),
    ({"llm_daily_limit": -1}, "CITEWELL_LLM_DAILY_LIMIT"),
    ({"llm_context": -1}, "CITEWELL_LLM_CONTEXT"),
    ({"strict": "perhaps"}, "CITEWELL_STRICT"),
    ({"rate": "often"}, "CITEWELL_RATE: is not a rate; write 120/minute"),
    ({"rate": "0/minute"}, "CITEWELL_RATE: is not a rate"),
    ({"max_body": 0}, "CITEWELL_MAX_BODY"),
    ({"max_answers": 0}, "CITEWELL_MAX_ANSWERS"),
    ({"trusted_proxies": "*"}, "CITEWELL_TRUSTED_PROXIES: '*' does not appear to be"),
    ({"trusted_proxies": "10.0.0.1/8"}, "CITEWELL_TRUSTED_PROXIES: 10.0.0.1/8 has host bits set"),
    ({"llm_key_file": Path("/nowhere/key")}, "--llm-key-file /nowhere/key cannot be read"),
])  # fmt: skip
def test_a_wrong_value_names_its_setting(flags: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings(**flags)
    assert problem in str(caught.value)


@pytest.mark.parametrize(("flags", "rate"), [
    ({}, ""),
    ({"host": "localhost"}, ""),
    ({"host": "::1"}, ""),
    ({"host": "0.0.0.0"}, "120/minute"),
    ({"host": "news.example"}, "120/minute"),
    ({"trusted_proxies": " 127.0.0.1, 10.0.0.0/8 "}, "120/minute"),
    ({"rate": " 10/second;1000/day "}, "10/second;1000/day"),
    ({"host": "0.0.0.0", "rate": " "}, ""),
])  # fmt: skip
def test_only_this_machine_asks_without_a_rate(flags: dict[str, Any], rate: str) -> None:
    settings = read_settings(**flags)
    assert settings.asking_rate == rate
    assert settings.trusted_proxies in ("", "127.0.0.1/32,10.0.0.0/8")


def test_an_empty_file_of_a_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(" \n")
    with pytest.raises(UsageError, match="is empty"):
        read_settings(llm_key_file=tmp_path / "key")


@pytest.mark.slow
def test_the_command_line_takes_the_flags_and_says_what_is_wrong(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "who?", "--llm", "openai", "--llm-timeout", "0", "--strict")
    assert done.returncode == 2
    assert "CITEWELL_LLM_TIMEOUT" in done.stderr
    done = run(tmp_path, "serve", "--llm", "openai", "--llm-key-file", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "--llm-key-file" in done.stderr


@pytest.mark.slow
def test_a_configured_model_loads_nothing_heavy_before_it_is_asked(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import ui.cli; from ui.app.settings import read_settings\n"
        f"model = read_settings(llm='openai', llm_key='sk-x').make_language_model(Path({str(tmp_path)!r}))\n"
        "print(model.name, sorted({'llama_index.core', 'openai', 'stamina', 'chromadb', 'gradio'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path), capture_output=True, text=True, timeout=300
    )
    assert done.stdout == "gpt-6-luna []\n", done.stderr


def test_openais_key_can_be_a_flag() -> None:
    assert read_settings(openai_api_key=KEY).openai_api_key.get_secret_value() == KEY


@pytest.mark.parametrize(("name", "warning"), [
    ("CITEWELL_STOER", "CITEWELL_STOER is not a setting; did you mean CITEWELL_STORE?"),
    ("citewell_lmm_model", "citewell_lmm_model is not a setting; did you mean CITEWELL_LLM_MODEL?"),
    ("CITEWELL_OPENAI_KEY", "CITEWELL_OPENAI_KEY is not a setting; did you mean CITEWELL_OPENAI_API_KEY?"),
    ("CITEWELL_QQ", "CITEWELL_QQ is not a setting; docs/settings.md lists all of them"),
])  # fmt: skip
def test_an_unknown_variable_is_named_with_the_nearest_setting(name: str, warning: str) -> None:
    assert unknown_variables([name, "HOME", "CITEWELL_STORE", "citewell_llm"], Settings.model_fields) == [warning]


def test_every_variable_that_the_documentation_names_is_a_setting() -> None:
    pages = [ROOT / "README.md", ROOT / "Makefile", *(ROOT / "docs").glob("*.md"), *(ROOT / "ui" / "cli").glob("*.py")]
    named = {name for page in pages for name in re.findall(r"CITEWELL_[A-Z_]*[A-Z]", page.read_text(encoding="utf-8"))}
    assert len(named) > 30
    assert unknown_variables(named, Settings.model_fields) == []


def test_a_misspelt_variable_is_a_warning_once_and_not_in_the_json(tmp_path: Path) -> None:
    done = run(tmp_path / "store", "articles", "--json", CITEWELL_STOER="here")
    assert (done.returncode, done.stdout.count("\n"), done.stdout[0]) == (0, 1, "{")
    assert done.stderr == "WARNING citewell: CITEWELL_STOER is not a setting; did you mean CITEWELL_STORE?\n"
