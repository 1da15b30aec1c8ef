"""What "how many" counts, and whether a number counts that. Pure."""

from collections.abc import Sequence

from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.patterns import load_patterns
from rag.language.word_lists import word_list

_PATTERNS = load_patterns("counted_nouns")
_UNCOUNTED = frozenset(word_list("uncounted_nouns"))


def counted_noun(question: str) -> str:
    """Return the noun that `question` wants counted ("missiles"); "" if there is none, or only people or times."""
    counted = _PATTERNS["counted"].search(question)
    words = _PATTERNS["stop"].sub("", counted["words"]).split() if counted else []
    while len(words) > 1 and words[-1].endswith("ed"):
        words.pop()
    return words[-1] if words and _UNCOUNTED.isdisjoint(word.lower() for word in words) else ""


def counted_keyword(question: str, terms: Sequence[Keyword]) -> Keyword | None:
    """Return the keyword of the noun that is counted."""
    noun = counted_noun(question)
    own = keywords_of(noun, []) if noun else ()
    return next((term for term in terms if own and term.phrase == own[0].phrase), None)


def counts_other(after: str, noun: Keyword | None) -> bool:
    """Return whether a number before `after` counts something that was not asked for: houses, not tanks."""
    plural = _PATTERNS["plural"].match(after)
    return bool(noun and plural) and term_overlap([noun] if noun else (), " ".join(after.split()[:3])) == 0.0


def is_subtotal(after: str, noun: Keyword | None, terms: Sequence[Keyword]) -> bool:
    """Return whether a number before `after` is a part of the total that was asked for.

    In "Seventy of the missiles fired were shot down", seventy is not how many were fired.
    """
    if noun is None or not _PATTERNS["part"].match(after):
        return False
    predicate = _PATTERNS["predicate"].search(after)
    asked = [term for term in terms if not term.name and term != noun]
    return bool(predicate and asked) and term_overlap(asked, after[predicate.start() :] if predicate else "") == 0.0
