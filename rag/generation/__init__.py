"""The answer that a language model writes: prompt, stream, citations, cost.

`writer.py` is the entry point; `language_model_interface.py` says what a model must offer.
May import `rag.verification` and what stands below it.
"""

from rag.generation.language_model_interface import LanguageModel
from rag.generation.price import Price, Tokens, estimated_tokens, price_of, read_prices
from rag.generation.small_talk import answer_small_talk
from rag.generation.spending import Spending
from rag.generation.usage import Call, Usage, record_call, with_usage
from rag.generation.writer import Writer

__all__ = [
    "Call",
    "LanguageModel",
    "Price",
    "Spending",
    "Tokens",
    "Usage",
    "Writer",
    "answer_small_talk",
    "estimated_tokens",
    "price_of",
    "read_prices",
    "record_call",
    "with_usage",
]
