"""Ask held-out news questions of a store of news articles, with our own search and reader."""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.reading import f1
from index.embedding.embedder import embedded_embedder
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.answering.reading import READ, reading_pairs
from rag.query.analysis import analyze
from rag.ranking.span_ranking import AnswerCandidate, SpanScorer, rank_candidates
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.evidence import Evidence
from rag.schema.question import Question
from training import news

SEED = 7
"""Arbitrary; fixed, so that all fits use the same questions."""
ALSO_WITHOUT = 0.25
"""Share of the answerable questions that are asked once more without their article."""

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates for a question: features (candidates, features), and which candidates are right."""

    features: Matrix
    right: Flags
    answerable: bool


def ask(data: Path) -> Iterator[Asked]:
    """Yield the candidates for each held-out English question, answerable or not.

    The store holds all English articles, those that were learnt from too: as search meets them.
    """
    rng = random.Random(SEED)
    rows = {str(article["id"]): article for article, _ in news.items_of(data) if article["language"] == "en"}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        list(ingest(store, map(news.article_of, rows.values())))
        retriever, reader = StoreRetriever(store), embedded_reader()
        for article, item in news.items_of(data):
            if article["language"] != "en" or not news.is_held(article) or item["type"] not in ("span", "none"):
                continue
            analysis = analyze(Question(item["question"]))
            evidence = retriever.retrieve(item["question"], Filter(), READ + 3)
            readings = reader.read_pairs(reading_pairs(item["question"], evidence))
            answer = str(item.get("answer", ""))
            for there in (True, False) if answer and rng.random() < ALSO_WITHOUT else (True,):
                kept = [n for n, piece in enumerate(evidence) if there or piece.article.id != article["id"]][:READ]
                shown = [evidence[n] for n in kept]
                found = rank_candidates(
                    SpanScorer.of(analysis.without_times(), shown), shown, [readings[n] for n in kept]
                )
                right = np.array([bool(answer) and there and _right(one, article["id"], answer) for one in found])
                if found:
                    yield Asked(np.array([one.features for one in found]), right, bool(answer) and there)
        store.close()


def _right(candidate: AnswerCandidate, home: str, answer: str) -> bool:
    piece: Evidence = candidate.piece
    return piece.article.id == home and f1(candidate.span.text, answer) >= 0.5
