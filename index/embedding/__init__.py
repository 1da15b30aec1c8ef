"""Embedders: the embedded ONNX model, or any LlamaIndex embedder.

The model's files are in `weights/`.
May import `index.article` and what stands below it.
"""

from index.embedding.embedder import Embedder, OnnxEmbedder, Vector, Vectors, embedded_embedder, openai_embedder
from index.embedding.model_files import model_folder, verify

__all__ = [
    "Embedder",
    "OnnxEmbedder",
    "Vector",
    "Vectors",
    "embedded_embedder",
    "model_folder",
    "openai_embedder",
    "verify",
]
