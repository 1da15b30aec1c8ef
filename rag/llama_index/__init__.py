"""Adapters: our retriever and chat engine for LlamaIndex, and its language models for our pipeline.

Functions import LlamaIndex when they need it, because the import takes seconds.
May import `rag.generation` and what stands below it.
"""

from rag.llama_index.language_model_client import LanguageModelConfig, LlamaLanguageModel, make_language_model

__all__ = ["LanguageModelConfig", "LlamaLanguageModel", "make_language_model"]
