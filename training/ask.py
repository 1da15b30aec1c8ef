"""Questions that nothing was learnt from, asked of a store of every text by our own search and reader."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.reading import f1
from index.article import Article
from index.embedding.embedder import embedded_embedder
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.answering.reading import READ
from rag.query.analysis import analyze
from rag.ranking.lexical_adaptation import adapt_wording
from rag.ranking.span_ranking import AnswerCandidate, SpanScorer, rank_candidates
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.question import Question
from training.collect import is_held
from training.questions import Asked as SourceQuestion
from training.questions import squadshifts

SEED = 7
OTHERS = 3_000
"""Texts in the store besides those that are asked about."""

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's choices: their features, and which of them are right."""

    features: Matrix
    right: np.ndarray[tuple[int], np.dtype[np.bool_]]
    answerable: bool


def held_questions(data: Path, count: int) -> tuple[list[SourceQuestion], list[str]]:
    """`count` held-out questions on encyclopaedic text (as many as there are), and texts to ask them of."""
    rng = random.Random(SEED)
    every = [one for one in squadshifts(data) if one.origin == "new_wiki"]
    held = [one for one in every if is_held(one.context)]
    asked = rng.sample(held, min(count, len(held)))
    own = dict.fromkeys(one.context for one in asked)
    others = sorted({one.context for one in every} - own.keys())
    return asked, [*own, *rng.sample(others, min(OTHERS, len(others)))]


def ask(asked: Sequence[SourceQuestion], texts: Sequence[str]) -> Iterator[Asked]:
    """What our search and reader make of each question, once as it is and once with its own text left out."""
    ids = {text: str(number) for number, text in enumerate(texts)}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        list(ingest(store, (Article.make(fallback_id=id, title="", text=text) for text, id in ids.items())))
        retriever, reader = StoreRetriever(store), embedded_reader()
        for one in asked:
            analysis = analyze(Question(one.question))
            pieces = retriever.retrieve(one.question, Filter(), READ + 3)
            passages = [piece.text for piece in pieces]
            readings = reader.read_pairs(list(zip(adapt_wording(one.question, passages), passages, strict=True)))
            for answerable in (True, False):
                kept = [at for at, piece in enumerate(pieces) if answerable or piece.article.id != ids[one.context]]
                evidence, read = [pieces[at] for at in kept[:READ]], [readings[at] for at in kept[:READ]]
                scorer = SpanScorer.of(analysis, evidence)
                found = rank_candidates(scorer, evidence, read)
                right = np.array([answerable and _right(choice, one, ids[one.context]) for choice in found])
                yield Asked(np.array([choice.features for choice in found]), right, answerable)
        store.close()


def _right(choice: AnswerCandidate, asked: SourceQuestion, home: str) -> bool:
    return choice.piece.article.id == home and max(f1(choice.span.text, answer) for answer in asked.answers) >= 0.5
