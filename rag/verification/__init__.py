"""Groundedness: sentences and drafts checked against passages.

`verify.py` checks one claim, `draft.py` a text, `rules/` holds one file for each kind of violation.
May import `rag.answering` and what stands below it.
"""

from rag.verification.draft import DraftCheck, DraftClaim, check_against, check_draft, check_statements
from rag.verification.score import features
from rag.verification.verify import Basis, Ruling, Source, entailment_pairs, states_fact

__all__ = [
    "Basis",
    "DraftCheck",
    "DraftClaim",
    "Ruling",
    "Source",
    "check_against",
    "check_draft",
    "check_statements",
    "entailment_pairs",
    "features",
    "states_fact",
]
