"""The parts of a question that asks for several things, each fit to be searched for by itself. Pure."""

import re

from rag.language.keywords import content_words

LEAST = 4
"""Content words that a part must have: fewer find anything."""
MOST = 4
"""Parts that are searched for, the first of them."""

_VERB = "does|do|did|is|are|was|were|has|have|had|how|what|who|when|where|why|which"
_BETWEEN = re.compile(
    rf",?\s+(?:while|whereas|but|compared (?:to|with)|and (?={_VERB}))\b|[;?]\s+|,\s+(?:and|or)\b", re.IGNORECASE
)


def decompose(question: str) -> tuple[str, ...]:
    """The clauses of `question` that say enough to be searched for; none where it is one."""
    pieces = [piece.strip(" ,?") for piece in _BETWEEN.split(question)]
    telling = [piece for piece in pieces if len(content_words(piece)) >= LEAST]
    return tuple(telling[:MOST]) if len(telling) > 1 else ()
