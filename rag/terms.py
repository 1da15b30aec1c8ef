"""What a question is about: its content words, and how much of them a text holds."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from index.words import stems
from rag.synonyms import LONGEST, Phrase, synonyms

_STOP = frozenset(
    stem
    for line in Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for stem in stems(line)
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

SYNONYM = 0.8
"""What another word for a term counts, where the term itself counts 1."""


@dataclass(frozen=True, slots=True)
class Term:
    """A content word (or set phrase) of a question, with phrases that would do as well. `name`: it names something."""

    phrase: Phrase
    alternatives: frozenset[Phrase]
    name: bool = False

    def share_in(self, words: Phrase, held: frozenset[str]) -> float:
        """How far a text of these stems (`held` is their set) has the term: 1 in its own words, less in others."""
        if _stands_in(self.phrase, words, held):
            return 1.0
        return SYNONYM if any(_stands_in(phrase, words, held) for phrase in self.alternatives) else 0.0


def terms_of(question: str, evidence: Iterable[str]) -> tuple[Term, ...]:
    """What `question` is about. People type names in lower case, so the evidence says which words are names."""
    known = synonyms()
    words = stems(question)
    capitals = {
        stem for match in list(_WORD.finditer(question))[1:] if match[0][0].isupper() for stem in stems(match[0])
    }
    names = capitals | _usually_capital(frozenset(words), evidence)
    found: dict[Phrase, Term] = {}
    at = 0
    while at < len(words):
        longest = (words[at : at + length] for length in range(min(LONGEST, len(words) - at), 1, -1))
        phrase = next((phrase for phrase in longest if phrase in known), words[at : at + 1])
        if len(phrase) > 1 or phrase[0] not in _STOP:
            found[phrase] = Term(phrase, frozenset((*known.get(phrase, ()), phrase)), names.issuperset(phrase))
        at += len(phrase)
    return tuple(found.values())


def content_words(text: str) -> dict[str, str]:
    """The content words of `text` as they are written, each with its stem, in order."""
    words = ((match[0], stems(match[0])) for match in _WORD.finditer(text))
    return {word: stem[0] for word, stem in words if stem and stem[0] not in _STOP}


def coverage(terms: Collection[Term], text: str) -> float:
    """The share of `terms` that `text` has, in these or other words; 1.0 where there are none."""
    if not terms:
        return 1.0
    words = stems(text)
    held = frozenset(words)
    return sum(term.share_in(words, held) for term in terms) / len(terms)


def _usually_capital(words: frozenset[str], texts: Iterable[str]) -> set[str]:
    """Those of `words` that `texts` write with a capital more often than without."""
    balance: dict[str, int] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            for stem in stems(match[0]):
                if stem in words:
                    balance[stem] = balance.get(stem, 0) + (1 if match[0][0].isupper() else -1)
    return {stem for stem, more in balance.items() if more > 0}


def _stands_in(phrase: Phrase, words: Phrase, held: frozenset[str]) -> bool:
    if len(phrase) == 1 or not held.issuperset(phrase):
        return held.issuperset(phrase)
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))
