"""Denials and limits ("not", "without", "only") that a claim has and the sources do not. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.language.keywords import content_stems
from rag.language.patterns import load_patterns
from rag.verification.alignment import SourceSentence, nearest
from rag.verification.rules.negation import CLAUSE_ENDS, NO_DENIAL

NEAR = 4
"""Sentences of which one should deny or limit what a claim does."""
SCOPE, WIDE = 3, 6
"""Content words behind such a word that it is about: in a claim, and in the sentences that may say the same."""
_PATTERNS = load_patterns("negation")
_DENIES = _PATTERNS["denies"]


def unmet_denials(claim: str, lines: Sequence[SourceSentence]) -> int:
    """How many denials and limits of the claim are of words that no sentence near it denies or limits."""
    mine = list(_scopes(claim, SCOPE))
    theirs = [scope for line in nearest(claim, lines)[:NEAR] for scope in _of_source(line.text)] if mine else []
    return sum(scope.isdisjoint(frozenset().union(*theirs)) for scope in mine)


@lru_cache(maxsize=8192)
def _of_source(text: str) -> tuple[frozenset[str], ...]:
    return tuple(_scopes(text, WIDE))


def _scopes(text: str, words: int) -> Iterator[frozenset[str]]:
    """Of each denial the first content words behind it, in its clause."""
    for match in _DENIES.finditer(text):
        clause = CLAUSE_ENDS.split(text[match.end() :])[0].split()
        kept = [word for word in clause if content_stems(word)][:words]
        if kept and not NO_DENIAL.match(text[match.start() :]):
            yield content_stems(" ".join(kept))
