"""Embedders: from texts to unit vectors. The embedded one needs no key and no network."""

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
_TRIES = 3
"""Of a request to an embedding server, before it is given up."""
_ADVICE = "check that its server runs, and CITEWELL_EMBEDDER_URL and the key for it"
_LOG = logging.getLogger("citewell")


class Embedder(Protocol):
    """Anything that makes vectors of texts; `name` and `dimensions` are stored with the collection it fills."""

    name: str
    dimensions: int

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are to be found, one row each in order."""
        ...

    def question(self, text: str) -> Vector:
        """The vector of a text to find with."""
        ...


class OnnxEmbedder:
    """all-MiniLM-L6-v2 as int8 ONNX, kept in the project.

    Each text runs alone, on one thread: dynamic quantisation scales a whole batch together, so that in a batch a vector
    would depend on its neighbours. Several texts run side by side on several cores instead.
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
    """Any LlamaIndex embedding class behind the same door (OpenAI's, or a compatible endpoint's).

    Its methods raise EmbedderError where the endpoint fails, and UsageError where its vectors have another length. Both
    messages reach readers, so its address and what it said are in the log alone.
    """

    def __init__(self, model: "BaseEmbedding", *, name: str, dimensions: int) -> None:
        self._model, self.name, self.dimensions = model, name, dimensions

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return self._made(lambda: self._model.get_text_embedding_batch(list(texts)))

    def question(self, text: str) -> Vector:
        vector: Vector = self._made(lambda: [self._model.get_query_embedding(text)])[0]
        return vector

    def _made(self, make: Callable[[], list[list[float]]]) -> Vectors:
        try:
            vectors = np.array(make(), np.float32)
        except Exception as error:  # whatever a client of some provider raises
            fault = EmbedderError(f"the embedder {self.name} does not answer ({_said(error)}); {_ADVICE}")
            _LOG.warning("%s", fault.detail)
            raise fault from error
        if vectors.shape[1] != self.dimensions:
            raise UsageError(
                f"the embedder makes vectors of {vectors.shape[1]} numbers, not {self.dimensions}; "
                f"set CITEWELL_EMBEDDER_DIMENSIONS={vectors.shape[1]}"
            )
        return _unit(vectors)


def openai_embedder(model: str, *, api_key: str, base_url: str, dimensions: int) -> LlamaIndexEmbedder:
    """OpenAI's embeddings, or those of any server that speaks its protocol at `base_url` ("" is OpenAI itself)."""
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
    """The embedder that comes with the project, loaded once a process."""
    import os

    return OnnxEmbedder(threads=os.cpu_count() or 2)


def _said(error: Exception) -> str:
    """What went wrong, in one line: the server's own words, where it has sent any."""
    body = getattr(error, "body", None)
    told = body.get("message") if isinstance(body, dict) else None
    status = getattr(error, "status_code", None)
    said = " ".join(str(told or error).split())[:200]
    return f"{status}: {said}" if told and status else said


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit
