"""Ask held-out questions of a store of many texts, with our own search and reader."""

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
"""Arbitrary; fixed, so that all fits use the same questions."""
OTHERS = 3_000
"""Texts in the store besides those of the questions."""

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates for a question: features (candidates, features), and which candidates are right."""

    features: Matrix
    right: np.ndarray[tuple[int], np.dtype[np.bool_]]
    answerable: bool


def held_questions(data: Path, count: int) -> tuple[list[SourceQuestion], list[str]]:
    """Draw held-out questions on encyclopaedic text, and texts to ask them of.

    Args:
        data: Folder of the data sets.
        count: Number of questions; fewer if the set is smaller.
    """
    rng = random.Random(SEED)
    every = [one for one in squadshifts(data) if one.origin == "new_wiki"]
    held = [one for one in every if is_held(one.context)]
    asked = rng.sample(held, min(count, len(held)))
    own = dict.fromkeys(one.context for one in asked)
    others = sorted({one.context for one in every} - own.keys())
    return asked, [*own, *rng.sample(others, min(OTHERS, len(others)))]


def ask(asked: Sequence[SourceQuestion], texts: Sequence[str]) -> Iterator[Asked]:
    """Yield the candidates for each question, once with its own text in the store and once without."""
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
                right = np.array([answerable and _right(candidate, one, ids[one.context]) for candidate in found])
                yield Asked(np.array([candidate.features for candidate in found]), right, answerable)
        store.close()


def _right(candidate: AnswerCandidate, asked: SourceQuestion, home: str) -> bool:
    return (
        candidate.piece.article.id == home and max(f1(candidate.span.text, answer) for answer in asked.answers) >= 0.5
    )
