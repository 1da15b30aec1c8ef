"""Adapters: our retriever and chat engine as LlamaIndex has them, and its language models as ours.

LlamaIndex itself is imported where it is used, because that takes seconds.
May import `rag.generation` and what stands below it.
"""

from rag.llama_index.language_model import LanguageModelConfig, LlamaLanguageModel, make_language_model

__all__ = ["LanguageModelConfig", "LlamaLanguageModel", "make_language_model"]
