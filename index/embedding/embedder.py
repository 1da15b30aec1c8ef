"""Embedders: turn texts into unit vectors. The embedded one needs neither key nor network."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.embedding.model_files import model_folder
from index.errors import EmbedderError, UsageError

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""float32 of shape (texts, dimensions), each row of length 1."""
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
"""float32 of shape (dimensions,), of length 1."""

MAX_TOKENS = 256
"""Tokens that the embedded model reads; longer texts are truncated, as its model card says."""
_TRIES = 3
"""Retries of a request to an embedding server."""
_ADVICE = "check that its server runs, and CITEWELL_EMBEDDER_URL and the key for it"
_LOG = logging.getLogger("citewell")


class Embedder(Protocol):
    """Anything that makes vectors of texts. `name` and `dimensions` are stored with the index that it fills."""

    name: str
    dimensions: int

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of texts to be found, shape (texts, dimensions)."""
        ...

    def question(self, text: str) -> Vector:
        """Return the vector of a query, shape (dimensions,)."""
        ...


class OnnxEmbedder:
    """all-MiniLM-L6-v2 as int8 ONNX, part of the project.

    Each text runs alone on one thread: dynamic quantization scales a whole batch together, so in a batch a vector would
    depend on the other texts. Several texts run in parallel on several cores instead.
    """

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384

    def __init__(self, threads: int = 2) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = model_folder("weights")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            folder / "model.int8.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._workers = ThreadPoolExecutor(max(1, threads), "embed")

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return np.stack(list(self._workers.map(self._embed, texts)))

    def question(self, text: str) -> Vector:
        return self._embed(text)

    def _embed(self, text: str) -> Vector:
        tokens = np.array([self._tokenizer.encode(text).ids], np.int64)
        outputs = self._session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})
        vector: Vector = np.asarray(outputs[0], np.float32)[0]
        return vector


class LlamaIndexEmbedder:
    """Adapter for any LlamaIndex embedding class (OpenAI's, or that of a compatible endpoint).

    Its methods raise EmbedderError if the endpoint fails, UsageError if its vectors have another length. Readers see
    both messages, so the endpoint's address and response go to the log only.
    """

    def __init__(self, model: "BaseEmbedding", *, name: str, dimensions: int) -> None:
        self._model, self.name, self.dimensions = model, name, dimensions

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return self._embed(lambda: self._model.get_text_embedding_batch(list(texts)))

    def question(self, text: str) -> Vector:
        vector: Vector = self._embed(lambda: [self._model.get_query_embedding(text)])[0]
        return vector

    def _embed(self, request: Callable[[], list[list[float]]]) -> Vectors:
        try:
            vectors = np.array(request(), np.float32)
        except Exception as error:  # providers' clients raise many kinds
            fault = EmbedderError(f"the embedder {self.name} does not answer ({_detail(error)}); {_ADVICE}")
            _LOG.warning("%s", fault.detail)
            raise fault from error
        if vectors.shape[1] != self.dimensions:
            raise UsageError(
                f"the embedder returns vectors of {vectors.shape[1]} numbers, not {self.dimensions}; "
                f"set CITEWELL_EMBEDDER_DIMENSIONS={vectors.shape[1]}"
            )
        return _unit(vectors)


def openai_embedder(model: str, *, api_key: str, base_url: str, dimensions: int) -> LlamaIndexEmbedder:
    """Return an embedder for OpenAI, or for a server with OpenAI's protocol at `base_url` ("" is OpenAI itself)."""
    if base_url:
        from llama_index.embeddings.openai_like import OpenAILikeEmbedding

        compatible = OpenAILikeEmbedding(
            model_name=model, api_key=api_key or "none", api_base=base_url, max_retries=_TRIES
        )
        return LlamaIndexEmbedder(compatible, name=f"{model}@{base_url}", dimensions=dimensions)
    from llama_index.embeddings.openai import OpenAIEmbedding

    return LlamaIndexEmbedder(
        OpenAIEmbedding(model=model, api_key=api_key, dimensions=dimensions, max_retries=_TRIES),
        name=model,
        dimensions=dimensions,
    )


@lru_cache(maxsize=1)
def embedded_embedder() -> OnnxEmbedder:
    """Return the embedder that comes with the project, loaded once per process."""
    import os

    return OnnxEmbedder(threads=os.cpu_count() or 2)


def _detail(error: Exception) -> str:
    """Return the error in one line: the server's own message, if it sent one."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    status = getattr(error, "status_code", None)
    line = " ".join(str(message or error).split())[:200]
    return f"{status}: {line}" if message and status else line


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit
