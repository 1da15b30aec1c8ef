"""How much of what answers the last question of a conversation is found, alone and with what was said before it.

Each line of conversations.jsonl is a conversation of our own about the example articles: its kind, its turns, and words
of the passage that answers the last of them.
"""

import json
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from index.filters import Filter
from index.store import Store
from rag.query.condense import condense, context_of
from rag.retrieval.retriever import StoreRetriever
from rag.schema.conversation import Conversation, Turn

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("conversations.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def found(examples: Store) -> list[tuple[str, float, float]]:
    """(kind, nDCG@5 of the last turn alone, nDCG@5 with the conversation) of each row."""
    return [_measured(StoreRetriever(examples), row) for row in ROWS]


def test_with_the_conversation_more_is_found(found: list[tuple[str, float, float]]) -> None:
    """Measured on the examples: .757 from the last turn, .960 with the conversation."""
    follow_ups = [(alone, together) for kind, alone, together in found if kind != "switch"]
    assert len(follow_ups) >= 50
    assert fmean(together for _, together in follow_ups) > 0.92
    assert fmean(together - alone for alone, together in follow_ups) > 0.15


def test_a_change_of_topic_costs_nothing(found: list[tuple[str, float, float]]) -> None:
    switches = [(alone, together) for kind, alone, together in found if kind == "switch"]
    assert len(switches) >= 10
    assert fmean(together for _, together in switches) >= fmean(alone for alone, _ in switches) - 0.01


def _measured(retriever: StoreRetriever, row: dict[str, Any]) -> tuple[str, float, float]:
    *before, last = row["turns"]
    conversation = Conversation(tuple(Turn(turn["role"], turn["text"]) for turn in before))
    text = last["text"]
    alone = [piece.hit.passage.text for piece in retriever.retrieve(text, Filter(), 50)]
    together = [
        piece.hit.passage.text
        for piece in retriever.retrieve(condense(text, conversation), Filter(), 50, context_of(text, conversation))
    ]
    answering = sum(row["quote"] in passage for passage in {*alone, *together})
    assert answering, f"no passage holds {row['quote']!r}"
    return row["kind"], _ndcg(alone, row["quote"], answering), _ndcg(together, row["quote"], answering)


def _ndcg(passages: list[str], quote: str, answering: int) -> float:
    gain = sum(1 / log2(rank + 2) for rank, passage in enumerate(passages[:5]) if quote in passage)
    return gain / sum(1 / log2(rank + 2) for rank in range(min(5, answering)))
