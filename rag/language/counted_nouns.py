"""What a "how many" counts, and whether a number counts that. Pure."""

from collections.abc import Sequence

from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.patterns import load_patterns

_PATTERNS = load_patterns("counted_nouns")
_ANYONE = frozenset(
    ("people", "person", "persons", "men", "women", "children", "times", "days", "weeks", "months", "years", "hours")
)
"""What numbers count without naming it: "143 on board", "three were killed"."""


def counted_noun(question: str) -> str:
    """The noun that `question` wants counted ("missiles"); "" where it counts nothing, or what goes without saying."""
    found = _PATTERNS["counted"].search(question)
    words = _PATTERNS["stop"].sub("", found["words"]).split() if found else []
    while len(words) > 1 and words[-1].endswith("ed"):
        words.pop()
    return words[-1] if words and _ANYONE.isdisjoint(word.lower() for word in words) else ""


def counted_keyword(question: str, terms: Sequence[Keyword]) -> Keyword | None:
    """The term of the noun that is counted."""
    noun = counted_noun(question)
    own = keywords_of(noun, []) if noun else ()
    return next((term for term in terms if own and term.phrase == own[0].phrase), None)


def counts_other(after: str, noun: Keyword | None) -> bool:
    """Whether a number that `after` follows counts something else than what was asked: houses, not tanks."""
    found = _PATTERNS["plural"].match(after)
    return bool(noun and found) and term_overlap([noun] if noun else (), " ".join(after.split()[:3])) == 0.0


def is_subtotal(after: str, noun: Keyword | None, terms: Sequence[Keyword]) -> bool:
    """Whether a number that `after` follows is a part of what was counted, of which something else is said than what
    was asked: in "Seventy of the missiles fired were shot down", seventy is not how many were fired."""
    if noun is None or not _PATTERNS["part"].match(after):
        return False
    predicate = _PATTERNS["predicate"].search(after)
    asked = [term for term in terms if not term.name and term != noun]
    return bool(predicate and asked) and term_overlap(asked, after[predicate.start() :] if predicate else "") == 0.0
