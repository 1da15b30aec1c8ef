"""Keywords of a question, and their overlap with a text. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.aliases.names import Names, our_names
from index.text.analyzer import stems
from rag.language.name_variants import KnownNames, known_names_in
from rag.language.synonyms import LONGEST, Phrase, synonyms
from rag.language.word_lists import data_lines
from rag.language.words import WORD

_STOP = frozenset(stem for line in data_lines("stop_words") for stem in stems(line))

SYNONYM = 0.8
"""Weight of a synonym; the keyword itself counts 1."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A content word (or set phrase) of a question.

    Attributes:
        phrase: Its stems.
        alternatives: The phrase and its synonyms.
        name: Whether it is part of a name.
        known: The known name that it is part of, with its other spellings; None without one.
    """

    phrase: Phrase
    alternatives: frozenset[Phrase]
    name: bool = False
    known: KnownNames | None = None

    def share_in(self, words: Phrase, held: frozenset[str]) -> float:
        """Return the keyword's share in a text: 1, SYNONYM if only a synonym occurs, or 0.

        Args:
            words: The stems of the text, in order.
            held: The set of the same stems.
        """
        if _stands_in(self.phrase, words, held):
            return 1.0
        return SYNONYM if any(_stands_in(phrase, words, held) for phrase in self.alternatives) else 0.0


def keywords_of(question: str, evidence: Iterable[str], names: Names | None = None) -> tuple[Keyword, ...]:
    """Return the keywords of `question`, without stop words, set phrases whole.

    Args:
        question: The question, or any text.
        evidence: Texts that show which words are names, as people type names in lower case.
        names: Names with several spellings; None takes the ones that come with the project.
    """
    known = synonyms()
    words = stems(question)
    capitals = {
        stem for match in list(WORD.finditer(question))[1:] if match[0][0].isupper() for stem in stems(match[0])
    }
    written = capitals | _usually_capital(frozenset(words), evidence)
    spelt = {
        stem: name
        for name in known_names_in(question, names or our_names())
        for stem in stems(question[name.mention.start : name.mention.end])
    }
    keywords: dict[Phrase, Keyword] = {}
    at = 0
    while at < len(words):
        longest = (words[at : at + length] for length in range(min(LONGEST, len(words) - at), 1, -1))
        phrase = next((phrase for phrase in longest if phrase in known), words[at : at + 1])
        if len(phrase) > 1 or phrase[0] not in _STOP:
            alternatives = frozenset((*known.get(phrase, ()), phrase))
            keywords[phrase] = Keyword(phrase, alternatives, written.issuperset(phrase), spelt.get(phrase[0]))
        at += len(phrase)
    return tuple(keywords.values())


def content_words(text: str) -> dict[str, str]:
    """Return the content words of `text` as written, each with its stem, in order."""
    words = ((match[0], stems(match[0])) for match in WORD.finditer(text))
    return {word: stem[0] for word, stem in words if stem and stem[0] not in _STOP}


def term_overlap(terms: Collection[Keyword], text: str, day: date | None = None) -> float:
    """Return the share of `terms` that `text` has, in these words or synonyms; 1.0 without terms.

    Args:
        terms: Keywords of a question.
        text: The text to compare.
        day: Day on which the text was published: a role then stands for its holder of that day.
    """
    if not terms:
        return 1.0
    words = stems(text)
    held = frozenset(words)
    return sum(_share(term, words, held, text, day) for term in terms) / len(terms)


def _share(term: Keyword, words: Phrase, held: frozenset[str], text: str, day: date | None) -> float:
    share = term.share_in(words, held)
    return 1.0 if share < 1.0 and term.known and term.known.stands_in(text, day) else share


def _usually_capital(words: frozenset[str], texts: Iterable[str]) -> set[str]:
    """Return the `words` that `texts` write with a capital more often than without."""
    balance: dict[str, int] = {}
    for text in texts:
        for match in WORD.finditer(text):
            for stem in stems(match[0]):
                if stem in words:
                    balance[stem] = balance.get(stem, 0) + (1 if match[0][0].isupper() else -1)
    return {stem for stem, more in balance.items() if more > 0}


def _stands_in(phrase: Phrase, words: Phrase, held: frozenset[str]) -> bool:
    if len(phrase) == 1 or not held.issuperset(phrase):
        return held.issuperset(phrase)
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))


@lru_cache(maxsize=4096)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    return frozenset(content_words(text).values())
