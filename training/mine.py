"""Mine hard negatives: passages that our own search returns but that do not answer."""

import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from index.article import Article
from index.embedding.embedder import embedded_embedder
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.retrieval.retriever import StoreRetriever
from training.questions import Asked

FOUND, KEPT = 8, 4
"""Passages to retrieve for a question, and negatives to keep of them."""
Item = TypeVar("Item")


def mine(asked: Sequence[Asked], contexts: Sequence[str], file: Path) -> dict[str, list[str]]:
    """Map each question to other texts of a store of `contexts`, nearest first; keep the result in `file`."""
    if file.exists():
        kept: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
        return kept
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        articles = (Article.make(fallback_id=str(n), title="", text=text) for n, text in enumerate(contexts))
        list(ingest(store, articles))
        retriever = StoreRetriever(store)
        for one in asked:
            pieces = retriever.retrieve(one.question, Filter(), FOUND)
            texts = dict.fromkeys(piece.text for piece in pieces if piece.article.text[:80] not in one.context)
            found[one.question] = list(texts)[:KEPT]
        store.close()
    file.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


def sampled(items: Sequence[Item], count: int, rng: random.Random) -> list[Item]:
    """Draw `count` items; all if there are fewer."""
    return rng.sample(list(items), min(count, len(items)))
