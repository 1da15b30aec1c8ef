"""Find opposites: "rose" in a claim, "fell" in its source. Pure."""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from index.text.analyzer import stems
from rag.language.keywords import content_stems
from rag.language.patterns import load_patterns
from rag.language.word_lists import word_list
from rag.language.words import letter_words
from rag.verification.alignment import SourceSentence, nearest
from rag.verification.violation import Violation

COVERED = 0.5
"""Share of a claim's words that its counterpart must have for a sure violation."""
NEAR = 3
"""Nearest sentences in which the opposite is looked for."""
_PATTERNS = load_patterns("opposites")
_PREFIX = _PATTERNS["prefix"]


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    """Map each stem to the stems of its opposites."""
    opposites: dict[str, set[str]] = {}
    for pair in word_list("opposites"):
        first, second = (stems(word)[0] for word in pair.split("/"))
        opposites.setdefault(first, set()).add(second)
        opposites.setdefault(second, set()).add(first)
    return {stem: frozenset(others) for stem, others in opposites.items()}


def opposite_violations(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """Find a word of the claim that no source has, while its counterpart has the opposite."""
    near = nearest(claim, lines)[:NEAR]
    wanted, own = content_stems(claim), frozenset(stems(claim))
    unknown = own - frozenset().union(*(stems(line.text) for line in lines))
    for line in near:
        theirs = frozenset(stems(line.text))
        if _contrary(unknown, theirs - own) or _turned(claim, line.text):
            sure = line is near[0] and line.shared(wanted) >= COVERED * len(wanted)
            yield Violation("opposite", True, f"says the contrary of the cited passage: {line.text}", sure)
            return


def _contrary(words: Set[str], others: Set[str]) -> bool:
    """Return whether one of `words` is listed as the opposite of one of `others`."""
    return any(_opposites().get(word, frozenset()) & others for word in words)


def _turned(claim: str, other: str) -> bool:
    """Return whether a word of one side has a negating prefix on the other: flexible, inflexible."""
    mine, theirs = (set(letter_words(text.lower())) for text in (claim, other))
    only_mine, only_theirs = mine - theirs, theirs - mine
    return any(_without(word) in only_theirs for word in only_mine) or any(
        _without(word) in only_mine for word in only_theirs
    )


@lru_cache(maxsize=8192)
def _without(word: str) -> str:
    """Remove a negating prefix: "flexible" of "inflexible"; "" without one."""
    match = _PREFIX.match(word)
    return match["rest"] if match else ""
