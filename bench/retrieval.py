"""Measure retrieval of the answering articles: lexical, dense, fused and reranked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log2
from pathlib import Path

from bench.figure import Figure, mean_with_interval
from bench.rows import rows
from index.article import Article
from index.embedding.embedder import embedded_embedder
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.search.search import Hit
from index.store import StoreConfig, open_store
from index.text.dates import parse_moment
from rag.query.condense import condense, context_of
from rag.ranking.rerank import rerank
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.conversation import Conversation, Role, Turn

DEEP = 200
"""Passages retrieved per question, so that every ranking has at least five articles."""
RRF = 60
"""Constant of reciprocal rank fusion (Cormack and others, 2009)."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, the turns before it, and the ids of the articles that answer it."""

    text: str
    relevant: frozenset[str]
    conversation: Conversation = field(default_factory=Conversation)


def measure(folder: Path, data: Path) -> dict[str, Figure]:
    """Return recall and nDCG of each ranking, on both collections: `data`/retrieval and `data`/conversation."""
    articles, queries = _mtrag(data / "conversation")
    talked = _collection(folder / "mtrag", articles, queries, "MTRAG-UN, with the conversation")
    last_alone = [replace(query, conversation=Conversation()) for query in queries]
    return {
        **_collection(folder / "multihop", *_multihop(data / "retrieval"), "MultiHop-RAG"),
        **_collection(folder / "mtrag", articles, last_alone, "MTRAG-UN, last turn alone"),
        # A hit keeps one score per search, so a search for several texts has only a fused order to measure.
        **{name: figure for name, figure in talked.items() if name.endswith(("fused", "read"))},
    }


def _collection(folder: Path, articles: Sequence[Article], queries: Sequence[Query], name: str) -> dict[str, Figure]:
    """Measure one collection in a store at `folder`; reuse a store that exists."""
    store = open_store(StoreConfig(folder), embedded_embedder)
    list(ingest(store, articles))
    retriever, reader = StoreRetriever(store, apart=True), embedded_reader()
    scores: dict[str, list[dict[str, float]]] = {}
    for query in queries:
        standalone = condense(query.text, query.conversation)
        context = context_of(query.text, query.conversation)
        hits = [piece.hit for piece in retriever.retrieve(standalone, Filter(), DEEP, context)]
        rankings = {**_rankings(hits), "read": rerank(reader, standalone, hits)}
        for ranking, ranked in rankings.items():
            scores.setdefault(ranking, []).append(_scored(_articles(ranked), query.relevant))
    store.close()
    return {f"{name}, {ranking}": _mean(found) for ranking, found in scores.items()}


def _rankings(hits: Sequence[Hit]) -> dict[str, Sequence[Hit]]:
    words = sorted((hit for hit in hits if hit.lexical is not None), key=lambda hit: -(hit.lexical or 0))
    meaning = sorted((hit for hit in hits if hit.dense is not None), key=lambda hit: -(hit.dense or 0))
    ranks: dict[str, float] = {}
    for ranked in (words, meaning):
        for rank, hit in enumerate(ranked, 1):
            ranks[hit.passage.id] = ranks.get(hit.passage.id, 0) + 1 / (RRF + rank)
    reciprocal = sorted(hits, key=lambda hit: -ranks.get(hit.passage.id, 0))
    return {"words": words, "meaning": meaning, "reciprocal ranks": reciprocal, "fused": hits}


def _articles(hits: Iterable[Hit]) -> list[str]:
    return list(dict.fromkeys(hit.passage.article_id for hit in hits))


def _scored(found: Sequence[str], relevant: frozenset[str]) -> dict[str, float]:
    gains = [1 / log2(rank + 1) for rank, article in enumerate(found[:5], 1) if article in relevant]
    ideal = [1 / log2(rank + 1) for rank in range(1, min(5, len(relevant)) + 1)]
    return {
        "R@4": len(relevant.intersection(found[:4])) / len(relevant),
        "R@5": len(relevant.intersection(found[:5])) / len(relevant),
        "nDCG@5": sum(gains) / sum(ideal),
    }


def _mean(scores: Sequence[Mapping[str, float]]) -> Figure:
    figure: Figure = {"questions": len(scores)}
    for key in scores[0]:
        figure |= mean_with_interval(key, [score[key] for score in scores])
    return figure


def _multihop(folder: Path) -> tuple[list[Article], list[Query]]:
    articles = [
        Article.make(
            id=str(row["id"]),
            fallback_id=str(row["id"]),
            title=row["title"],
            source=row["source"],
            published=parse_moment(row["published_at"]),
            text=row["fact"],
        )
        for row in rows(folder / "multihop_pool.jsonl.gz")
    ]
    asked = rows(folder / "multihop_dev.jsonl.gz")
    return articles, [
        Query(row["question"], frozenset(map(str, row["relevant"]))) for row in asked if row.get("relevant")
    ]


def _mtrag(folder: Path) -> tuple[list[Article], list[Query]]:
    articles = [
        Article.make(id=row["id"], fallback_id=row["id"], title="", text=row["text"])
        for row in rows(folder / "mtrag_un_pool.jsonl.gz")
    ]
    asked = rows(folder / "mtrag_un_dev.jsonl.gz")
    return articles, [
        Query(
            row["turns"][-1]["text"],
            frozenset(row["relevant"]),
            Conversation(tuple(Turn(_role(turn["speaker"]), turn["text"]) for turn in row["turns"][:-1])),
        )
        for row in asked
        if row.get("relevant")
    ]


def _role(speaker: str) -> Role:
    return "user" if speaker == "user" else "assistant"
