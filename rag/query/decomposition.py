"""The clauses of a question that asks for several things. Pure."""

from rag.language.keywords import content_words
from rag.language.patterns import load_patterns

LEAST = 4
"""Content words that a clause must have: a search for fewer finds nothing useful."""
MOST = 4
"""Clauses to search for, the first of them."""

_PATTERNS = load_patterns("decomposition")


def decompose(question: str) -> tuple[str, ...]:
    """Return the clauses of a question that can each be searched for; none if it has only one."""
    clauses = [clause.strip(" ,?") for clause in _PATTERNS["between"].split(question)]
    long_enough = [clause for clause in clauses if len(content_words(clause)) >= LEAST]
    return tuple(long_enough[:MOST]) if len(long_enough) > 1 else ()
