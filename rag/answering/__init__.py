"""The extractive answer, one file for each question type.

`extractive.py` chooses the file; `compose.py` builds the Answer.
May import `rag.conflicts` and what stands below it.
"""

from rag.answering.compose import Line
from rag.answering.extractive import (
    add_conflicts_to_written,
    extract_answer,
    passages_wanted,
)
from rag.answering.reading import EvidenceReading, read_evidence
from rag.answering.refusal import refuse
from rag.answering.replies import reply_to

__all__ = [
    "EvidenceReading",
    "Line",
    "add_conflicts_to_written",
    "extract_answer",
    "passages_wanted",
    "read_evidence",
    "refuse",
    "reply_to",
]
