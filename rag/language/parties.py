"""Parties that reports are attributed to: whether two names are of one party. Pure."""

from index.text.analyzer import stems
from rag.language.keywords import content_stems
from rag.language.word_lists import word_list

SHARED = 0.5
"""Share of the shorter name's words that two names of one party have in common."""
ROOT = 4
"""Letters that two words of one root have in common at least."""
_KINDS = frozenset(stem for word in word_list("party_words") for stem in stems(word))


def same_party(one: str, other: str) -> bool:
    """Return whether two attributions name one party: "Ukraine's air force" and "the air force"."""
    first, second = content_stems(one), content_stems(other)
    if first - _KINDS and second - _KINDS:
        first, second = first - _KINDS, second - _KINDS
    shared = sum(any(_has_root(word, another) for another in second) for word in first)
    return bool(first and second) and shared >= SHARED * min(len(first), len(second))


def _has_root(one: str, other: str) -> bool:
    """Return whether two stems are of one word: builder and building."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= ROOT and long.startswith(short))
