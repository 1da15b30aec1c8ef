"""Fit the weight of the reader in reranking: `python -m training.rank DATA_FOLDER`.

Searches a store of many texts for held-out questions, and prints the mean reciprocal rank of the text that answers at
each weight. The best weight belongs in `rag/ranking/rerank.py`.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np

from index.article import Article
from index.embedding.embedder import embedded_embedder
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.ranking.rerank import READ
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from training.ask import held_questions

WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 2.0)


def main() -> None:
    """Search, read, and print the mean reciprocal rank at each weight."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("--questions", type=int, default=400, help="number of questions")
    arguments = parser.parse_args()
    asked, texts = held_questions(arguments.data, arguments.questions)
    ranks: dict[tuple[str, float], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        list(ingest(store, (Article.make(fallback_id=str(n), title="", text=text) for n, text in enumerate(texts))))
        retriever, reader = StoreRetriever(store), embedded_reader()
        for one in asked:
            hits = [piece.hit for piece in retriever.retrieve(one.question, Filter(), READ)]
            home = [hit.passage.article_id == str(texts.index(one.context)) for hit in hits]
            readings = reader.read(one.question, [hit.passage.text for hit in hits])
            scores = np.array([hit.score for hit in hits])
            for name in ("relevance", "margin"):
                opinion = np.array([getattr(reading, name) for reading in readings])
                for weight in WEIGHTS:
                    order = np.argsort(-(scores + weight * opinion), kind="stable")
                    rank = next((1 / (at + 1) for at, hit in enumerate(order) if home[hit]), 0.0)
                    ranks.setdefault((name, weight), []).append(rank)
        store.close()
    for (name, weight), values in ranks.items():
        print(f"{name} {weight:.2f}: {np.mean(values):.4f} of {len(values)}")


if __name__ == "__main__":
    main()
