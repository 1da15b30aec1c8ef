"""The files of a public benchmark: JSON Lines, gzipped."""

import gzip
import json
from pathlib import Path
from typing import Any

NEEDED = (
    "retrieval/multihop_pool.jsonl.gz",
    "retrieval/multihop_dev.jsonl.gz",
    "conversation/mtrag_un_pool.jsonl.gz",
    "conversation/mtrag_un_dev.jsonl.gz",
    "reading/squad2_dev.jsonl.gz",
    "grounding/summedits_news_dev.jsonl.gz",
    "grounding/wice_chunks_test.jsonl.gz",
    "injection/bipia_text_attacks.jsonl.gz",
)
"""What quality is measured on, below the folder that `--data` names; docs/figures.md says whose they are."""


def rows(file: Path) -> list[Any]:
    """Every object of a file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
