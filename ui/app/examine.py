"""Check that the embedder and the configured language model respond."""

from collections.abc import Iterator

from index.errors import CitewellError, CostLimitError, EmbedderError
from index.maintenance.doctor import Finding
from index.store import Store
from prompts.load import Message
from rag.generation.language_model_interface import LanguageModel
from rag.llama_index.language_model_client import LlamaLanguageModel
from rag.llama_index.providers import OPENAI
from ui.serialization.serializers import Json

_PROBE = (Message("user", "Answer with this one word: ready"),)


def examine_models(store: Store, model: LanguageModel | None) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the name and the findings of each check. The language model is asked for one word, which has its price."""
    yield "embedder", list(_embedder(store))
    if model is not None:
        yield "language model", list(_language_model(model))


def configured(store: Store, model: LanguageModel | None) -> Json:
    """Describe the configured models, without keys."""
    try:
        embedder = store.embedder.name
    except CitewellError:
        embedder = ""
    return {"embedder": embedder, "language_model": _model_json(model) if model else None}


def _embedder(store: Store) -> Iterator[Finding]:
    try:
        store.embedder.question("ready?")
    except EmbedderError as error:
        yield Finding("embedder", error.detail)
    except CitewellError as error:
        yield Finding("embedder", str(error))


def _language_model(model: LanguageModel) -> Iterator[Finding]:
    try:
        model.complete(_PROBE)
    except CostLimitError as error:
        yield Finding("language model", str(error), severity="warning")
    except CitewellError as error:
        yield Finding("language model", str(error))
    if isinstance(model, LlamaLanguageModel) and _needs_price(model):
        yield Finding(
            "language model",
            f"the price of {model.name} is unknown, so it counts as free and no cost limit applies; set "
            "CITEWELL_LLM_PRICES to a file with its price",
            severity="warning",
        )


def _needs_price(model: LlamaLanguageModel) -> bool:
    """Return whether a price is missing and matters. A server of one's own costs nothing."""
    return model.price is None and (model.config.provider == OPENAI or model.spending.limit > 0)


def _model_json(model: LanguageModel) -> Json:
    if not isinstance(model, LlamaLanguageModel):
        return {"model": model.name}
    return {
        "model": model.name,
        "provider": model.config.provider,
        "url": model.config.shown_url,
        "spent_today": round(model.spending.today(), 6),
        "daily_limit": model.spending.limit,
    }
