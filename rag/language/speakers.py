"""Every speaker that a sentence names, for comparing a claim with its source. Pure.

`attribution.py` extracts the one source of a statement, with help of the sentence before; this module looks at one
sentence and returns all speakers as written.
"""

from rag.language.keywords import content_stems
from rag.language.patterns import Match, load_patterns
from rag.language.quotations import without_quotations
from rag.language.word_lists import word_class

_PATTERNS = load_patterns("claim_speakers")
_SAYS = _PATTERNS["says"]
_LONGEST, _WORDS = 80, 8
"""Characters and words of a speaker's longest name."""
_NOT_BEFORE = _PATTERNS["not_before"]
_NOT_AFTER = _PATTERNS["not_after"]
_NAMED = _PATTERNS["named"]
_AUXILIARY = _PATTERNS["auxiliary"]
_VERB = _PATTERNS["verb"]
_PRONOUNS = frozenset(word_class("parties", "pronouns"))


def speakers(text: str) -> list[str]:
    """Return the speakers of a sentence as written, outside its quotations and without pronouns."""
    bare = without_quotations(text)
    candidates = [_speaker(bare, match) for match in _SAYS.finditer(bare)]
    return [
        who
        for who in candidates
        if content_stems(who) and not _VERB.match(who) and _PRONOUNS.isdisjoint(who.lower().split())
    ]


def _speaker(text: str, says: Match) -> str:
    """Return the words beside a verb of saying: before it, or behind it if the statement comes first."""
    before, after = text[max(0, says.start() - _LONGEST) : says.start()], text[says.end() : says.end() + _LONGEST]
    follows = before.rstrip()[-1:] in (",", "”", '"') and bool(_NAMED.match(after))
    if follows or not says["says"]:
        return " ".join(_NOT_AFTER.split(after.strip())[0].split()[:_WORDS])
    words = _NOT_BEFORE.split(before)[-1].split()[-_WORDS:]
    return _AUXILIARY.sub("", " ".join(words)).strip(" ,.")
