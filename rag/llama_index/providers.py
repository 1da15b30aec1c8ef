"""Make LlamaIndex's language models from the settings: OpenAI's, those of compatible servers, and others by name.

Their own retries are off: only `rag/llama_index/language_model_client.py` retries.
"""

import inspect
import re
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from index.errors import UsageError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from rag.llama_index.language_model_client import LanguageModelConfig

OPENAI, OPENAI_LIKE = "openai", "openai-like"
OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-6-luna"
"""The default: OpenAI's small model. Its predecessors gpt-4o-mini and gpt-4.1-mini end on 14 January 2027."""
_TAKE_TEMPERATURE = ("gpt-3.5", "gpt-4", "chatgpt-4", "ft:gpt-3.5", "ft:gpt-4")
"""First letters of the OpenAI models that accept a temperature."""
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_USAGE = {"stream_options": {"include_usage": True}}


def check_provider(config: "LanguageModelConfig") -> None:
    """Check the settings without importing anything heavy.

    Raises:
        UsageError: A setting or a package is missing; the message says which.
    """
    if config.provider == OPENAI:
        if not config.key and not config.url:
            raise UsageError(
                "CITEWELL_LLM=openai needs a key: set CITEWELL_LLM_KEY, or CITEWELL_LLM=none to use no model"
            )
    elif config.provider == OPENAI_LIKE:
        if not config.url or not config.model:
            missing = "CITEWELL_LLM_MODEL" if config.url else "CITEWELL_LLM_URL"
            raise UsageError(f"CITEWELL_LLM=openai-like needs {missing}: the server's address and its model's name")
    elif not _NAME.fullmatch(config.provider):
        raise UsageError(
            f"CITEWELL_LLM={config.provider} is not valid: use none, openai, openai-like, or a name such as ollama"
        )
    elif find_spec(_module(config.provider)) is None:
        raise UsageError(
            f"the language model provider {config.provider!r} is not installed: install the package "
            f"llama-index-llms-{config.provider}, or set CITEWELL_LLM to none, openai or openai-like"
        )


def make_llm(config: "LanguageModelConfig") -> "LLM":
    """Make LlamaIndex's object from the settings.

    Raises:
        UsageError: The provider's class does not accept the settings.
    """
    try:
        if config.provider == OPENAI:
            return _openai(config)
        if config.provider == OPENAI_LIKE:
            return _openai_like(config, temperature=0.0)
        return _named(config)
    except (ValueError, TypeError, ImportError) as error:
        problem = str(error).replace(config.key, "***") if config.key else str(error)
    raise UsageError(
        f"the language model {config.provider} {config.model} cannot be made ({' '.join(problem.split())[:200]}); "
        "check CITEWELL_LLM_MODEL and the other CITEWELL_LLM settings"
    )


def _openai(config: "LanguageModelConfig") -> "LLM":
    from llama_index.llms.openai import OpenAI
    from llama_index.llms.openai.utils import CHAT_MODELS
    from openai import omit

    # OpenAI's newer models accept only their own temperature. LlamaIndex always sends one, unless it is omitted.
    takes_temperature = config.model.startswith(_TAKE_TEMPERATURE)
    more = _USAGE if takes_temperature else {**_USAGE, "temperature": omit}
    if config.model not in CHAT_MODELS:  # a fine-tuned model, or newer than LlamaIndex
        return _openai_like(config, temperature=0.0, more=more)
    llm: LLM = OpenAI(model=config.model, temperature=0.0, additional_kwargs=more, **_common(config))
    return llm


def _openai_like(config: "LanguageModelConfig", *, temperature: float, more: Mapping[str, Any] = _USAGE) -> "LLM":
    from llama_index.llms.openai_like import OpenAILike

    context = {"context_window": config.context_tokens} if config.context_tokens else {}
    llm: LLM = OpenAILike(
        model=config.model,
        temperature=temperature,
        is_chat_model=True,
        additional_kwargs=dict(more),
        **context,
        **_common(config),
    )
    return llm


def _common(config: "LanguageModelConfig") -> dict[str, Any]:
    """Return the settings of both. Key and address are always set, so that no environment variable replaces them."""
    from rag.llama_index.timeouts import patient_client

    return {
        "api_key": config.key or "none",
        "api_base": config.url or OPENAI_URL,
        "timeout": config.timeout_s,
        "max_retries": 0,
        "http_client": patient_client(config.timeout_s),
    }


def _named(config: "LanguageModelConfig") -> "LLM":
    """Make any other provider's model, from those of our settings that its class accepts under common names."""
    made = _class_of(config.provider)
    taken = set(inspect.signature(made.__init__).parameters) | set(made.model_fields)
    model = "model" if "model" in taken else "model_name"
    offered = {
        model: config.model,
        "api_key": config.key,
        "api_base": config.url,
        "base_url": config.url,
        "context_window": config.context_tokens,
        "timeout": config.timeout_s,
        "request_timeout": config.timeout_s,
    }
    settings: dict[str, Any] = {name: value for name, value in offered.items() if name in taken and value}
    if "max_retries" in taken:
        settings["max_retries"] = 0
    return made(**settings)


def _class_of(provider: str) -> "type[LLM]":
    """Return the language model class of the provider's package."""
    from llama_index.core.llms import LLM

    module = import_module(_module(provider))
    public = [getattr(module, name) for name in getattr(module, "__all__", vars(module))]
    classes = [
        item for item in public if inspect.isclass(item) and issubclass(item, LLM) and item.__module__ != LLM.__module__
    ]
    alike = [item for item in classes if item.__name__.casefold() == provider.replace("-", "")]
    if not (alike or classes):
        raise ValueError(f"{module.__name__} has no language model")
    return (alike or classes)[0]


def _module(provider: str) -> str:
    return f"llama_index.llms.{provider.replace('-', '_')}"
