"""Whether a claim says the contrary of its counterpart: "rose" where the source has "fell". Pure."""

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
"""The share of a claim's words that a sentence must have to be its counterpart for sure."""
NEAR = 3
"""Sentences among which the contrary is looked for."""
_PATTERNS = load_patterns("opposites")
_AFFIX = _PATTERNS["affix"]


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    """Stem -> the stems of what says the contrary."""
    found: dict[str, set[str]] = {}
    for pair in word_list("opposites"):
        one, other = (stems(word)[0] for word in pair.split("/"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


def opposite_violations(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """A word of the claim that no source has, while its counterpart has the contrary."""
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
    """Whether one of `words` says the contrary of one of `others`, by our list."""
    return any(_opposites().get(word, frozenset()) & others for word in words)


def _turned(claim: str, other: str) -> bool:
    """Whether a word of one side stands on the other with a syllable before it that turns it about: inflexible."""
    mine, theirs = (set(letter_words(text.lower())) for text in (claim, other))
    only_mine, only_theirs = mine - theirs, theirs - mine
    return any(_without(word) in only_theirs for word in only_mine) or any(
        _without(word) in only_mine for word in only_theirs
    )


@lru_cache(maxsize=8192)
def _without(word: str) -> str:
    """ "flexible" of "inflexible"; "" of what has no such syllable."""
    found = _AFFIX.match(word)
    return found["rest"] if found else ""
