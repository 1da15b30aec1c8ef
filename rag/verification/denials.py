"""Denials and limits ("not", "without", "only") that a claim has and the sources do not. Pure."""

from collections.abc import Sequence

from rag.language.negation import SCOPE, WIDE_SCOPE, limited_scopes
from rag.verification.alignment import SourceSentence, nearest

NEAR = 4
"""Nearest sentences among which one should deny or limit what the claim does."""


def unmet_denials(claim: str, lines: Sequence[SourceSentence]) -> int:
    """Count the denials and limits of the claim whose words no sentence near it denies or limits."""
    mine = limited_scopes(claim, SCOPE)
    near = nearest(claim, lines)[:NEAR] if mine else []
    theirs = frozenset(stem for line in near for scope in limited_scopes(line.text, WIDE_SCOPE) for stem in scope)
    return sum(scope.isdisjoint(theirs) for scope in mine)
