"""How sure an answer must be before it is given. Pure."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from index.text.analyzer import stems
from rag.language.entities import MONTHS_AND_DAYS
from rag.language.keywords import content_words
from rag.language.words import first_word
from rag.ranking.name_forms import day_of, names_of
from rag.schema.evidence import Evidence

CONFIDENT = 0.2
"""A best choice below this is no answer."""
STRANGER = 0.4
"""What is asked for on top where every name of the question is in none of the passages."""
SPELT = 0.75
"""Names so alike, with the same first letter, may be one name spelt in two ways (Kiev, Kyiv)."""


def answer_threshold(question: str, evidence: Sequence[Evidence]) -> float:
    """The confidence that an answer needs: more where the question's names are in none of the passages."""
    return CONFIDENT + STRANGER * unknown_names(question, evidence)


def unknown_names(question: str, evidence: Sequence[Evidence]) -> float:
    """The share of the question's names (as it writes them, with a capital) that no passage or heading has."""
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
    found = stems(word)
    if not found or held.issuperset(found):
        return True
    stem = found[0]
    return any(
        other[0] == stem[0] and SequenceMatcher(None, stem, other).ratio() >= SPELT for other in held if len(other) > 3
    )
