import numpy as np
import pytest
from llama_index.core.embeddings.mock_embed_model import MockEmbedding

from index.embedding.embedder import LlamaIndexEmbedder, embedded_embedder

TEXTS = ["The harbour was closed.", "A crane fell into the water.", "Ліс", "", "word " * 900]


def test_vectors_are_of_length_one_and_do_not_depend_on_their_neighbours() -> None:
    embedder = embedded_embedder()
    together = embedder.passages(TEXTS)
    assert together.shape == (len(TEXTS), embedder.dimensions)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1.0, abs=1e-3)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(embedder.question(text), vector)
    assert embedder.passages([]).shape == (0, embedder.dimensions)


def test_meaning_is_near() -> None:
    embedder = embedded_embedder()
    question = embedder.question("Which port was shut?")
    near, far = embedder.passages(["The harbour was closed on Monday.", "The choir sang three songs."]) @ question
    assert near > far + 0.2


def test_any_llamaindex_embedding_fits_behind_the_same_door() -> None:
    embedder = LlamaIndexEmbedder(MockEmbedding(embed_dim=8), name="mock", dimensions=8)
    assert embedder.passages(["a", "b"]).shape == (2, 8)
    assert np.linalg.norm(embedder.question("a")) == pytest.approx(1.0)
    assert embedder.passages([]).shape == (0, 8)
