"""Thresholds: the confidence that an answer needs. Pure."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from index.text.analyzer import stems
from rag.language.entities import MONTHS_AND_DAYS
from rag.language.keywords import content_words
from rag.language.words import first_word
from rag.ranking.name_forms import day_of, names_of
from rag.schema.evidence import Evidence

CONFIDENT = 0.2
"""Lowest confidence of an answer."""
STRANGER = 0.4
"""Added to the threshold if no passage has any name of the question."""
SPELT = 0.75
"""Ratio of matching letters from which names with the same first letter may be one (Kiev, Kyiv)."""


def answer_threshold(question: str, evidence: Sequence[Evidence]) -> float:
    """Return the confidence that an answer needs (0 to 1): more if the passages lack the question's names."""
    return CONFIDENT + STRANGER * unknown_names(question, evidence)


def unknown_names(question: str, evidence: Sequence[Evidence]) -> float:
    """Return the share of the question's names (words with a capital) that no passage or heading has."""
    first = first_word(question)
    names = {
        word
        for word in content_words(question)
        if word[:1].isupper() and word != first and word.lower() not in MONTHS_AND_DAYS
    }
    if not names:
        return 0.0
    lexicon = names_of(evidence)
    spelt = {
        word
        for mention in lexicon.mentions(question)
        if any(lexicon.stands_in(mention, f"{piece.article.title}\n{piece.text}", day_of(piece)) for piece in evidence)
        for word in content_words(question[mention.start : mention.end])
    }
    held = {
        stem
        for piece in evidence
        for stem in stems(
            f"{piece.article.title} {piece.article.source} {' '.join(piece.article.authors)} {piece.text}"
        )
    }
    return sum(not (word in spelt or _known(word, held)) for word in names) / len(names)


def _known(word: str, held: set[str]) -> bool:
    """Return whether the passages (`held` are their stems) have a name, in this or a similar spelling."""
    own = stems(word)
    if not own or held.issuperset(own):
        return True
    stem = own[0]
    return any(
        other[0] == stem[0] and SequenceMatcher(None, stem, other).ratio() >= SPELT for other in held if len(other) > 3
    )
