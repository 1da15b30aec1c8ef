"""The extractive answer, one file for each question type.

`extractive.py` chooses the file; `compose.py` builds the Answer.
May import `rag.conflicts` and what stands below it.
"""

from rag.answering.compose import Line, refuse
from rag.answering.extractive import (
    Plan,
    add_conflicts_to_written,
    entailment_pairs,
    extract_answer,
    plan,
    reading_pairs,
)
from rag.answering.replies import reply_to

__all__ = [
    "Line",
    "Plan",
    "add_conflicts_to_written",
    "entailment_pairs",
    "extract_answer",
    "plan",
    "reading_pairs",
    "refuse",
    "reply_to",
]
