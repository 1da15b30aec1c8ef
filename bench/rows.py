"""Read the files of a public benchmark: gzipped JSON Lines."""

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
"""Files, below the folder of `--data`, that the quality part needs; docs/figures.md names their authors."""


def rows(file: Path) -> list[Any]:
    """Return every object in the file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
