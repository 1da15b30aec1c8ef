"""Whether those answer whom the answers depend on: the embedder, and the language model that is configured."""

from collections.abc import Iterator

from index.errors import CitewellError, CostLimitError, EmbedderError
from index.maintenance.doctor import Finding
from index.store import Store
from prompts.load import Message
from rag.generation.language_model import LanguageModel
from rag.llama_index.language_model import LlamaLanguageModel
from rag.llama_index.providers import OPENAI
from ui.serialization.serializers import Json

_PROBE = (Message("user", "Answer with this one word: ready"),)


def examine_models(store: Store, model: LanguageModel | None) -> Iterator[tuple[str, list[Finding]]]:
    """Each check by its name, with what it found. The language model is asked for one word, which costs as much."""
    yield "embedder", list(_embedder(store))
    if model is not None:
        yield "language model", list(_language_model(model))


def configured(store: Store, model: LanguageModel | None) -> Json:
    """What is configured, without any key."""
    try:
        embedder = store.embedder.name
    except CitewellError:
        embedder = ""
    return {"embedder": embedder, "language_model": _told(model) if model else None}


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
    if isinstance(model, LlamaLanguageModel) and _uncounted(model):
        yield Finding(
            "language model",
            f"nobody has noted what {model.name} costs, so it counts as free, and no limit on cost holds; name a file "
            "with its price in CITEWELL_LLM_PRICES",
            severity="warning",
        )


def _uncounted(model: LlamaLanguageModel) -> bool:
    """Whether a price is missing where one matters: a server of one's own costs nothing."""
    return model.price is None and (model.config.provider == OPENAI or model.spending.limit > 0)


def _told(model: LanguageModel) -> Json:
    if not isinstance(model, LlamaLanguageModel):
        return {"model": model.name}
    return {
        "model": model.name,
        "provider": model.config.provider,
        "url": model.config.shown_url,
        "spent_today": round(model.spending.today(), 6),
        "daily_limit": model.spending.limit,
    }
