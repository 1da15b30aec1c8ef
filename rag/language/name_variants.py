"""Names in other spellings and forms: the known names of a question, and words of names that are compared. Pure."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from index.aliases.names import Mention, Names
from rag.language.patterns import load_patterns
from rag.language.word_lists import data_lines, word_list

_PATTERNS = load_patterns("names")
_WHO_IS, _US, _WORD = _PATTERNS["who_is"], _PATTERNS["us"], _PATTERNS["word"]
_DROPPED, _BREAKS, _HYPHENS = _PATTERNS["dropped"], _PATTERNS["breaks"], _PATTERNS["hyphens"]
_COMMON = frozenset(word_list("name_fillers"))
_PEOPLE_ENDINGS = ("n", "an", "ns", "ans", "ese", "sh", "a", "")
QUARTERS = frozenset(("q1", "q2", "q3", "q4"))
"""Quarters of a year, as companies write them."""
ALIKE = 0.87
"""Lowest ratio of matching letters of two spellings of one name."""
SHORTEST_VARIANT = 5
"""Letters of the shortest word that may have other spellings, or be the name of a country's people."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """A known name of a question."""

    names: Names
    mention: Mention

    def stands_in(self, text: str, day: date | None) -> bool:
        """Return whether a text of that day has the name, in any spelling."""
        return self.names.stands_in(self.mention, text, day)


def known_names_in(question: str, names: Names) -> list[KnownNames]:
    """Return the known names of a question. If it asks who holds a role, the role is left out."""
    known = (KnownNames(names, mention) for mention in names.mentions(question))
    return [name for name in known if not (asks_who(question) and names.is_role(name.mention))]


def asks_who(question: str) -> bool:
    """Return whether a question asks who somebody is; a role in it then names nobody yet."""
    return bool(_WHO_IS.match(question))


def names_us(text: str) -> bool:
    """Return whether the text names the United States as "US"; "us" in small letters is a pronoun."""
    return bool(_US.search(text))


def name_like_words(text: str) -> list[str]:
    """Return the words of a text with apostrophes, full stops and hyphens inside."""
    return [match[0] for match in _WORD.finditer(text)]


def name_words(name: str) -> list[str]:
    """Return the words of a name in the form in which spellings are compared: folded, without accents and titles."""
    letters = (letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    plain = _DROPPED.sub("", "".join(letters).casefold())
    return [word for word in _BREAKS.split(plain) if word and word not in _COMMON]


def folded_name(name: str) -> str:
    """Return the words of a name as they are compared, with a space around each."""
    return f" {' '.join(name_words(name))} "


def capital_words(name: str) -> list[str]:
    """Return the words of a name that have a capital or a digit: "sims" for "Sims-centric"."""
    return [word for part in _HYPHENS.split(name) if not part.islower() for word in name_words(part)]


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in data_lines("nationalities"))


@lru_cache(maxsize=8192)
def other_names(word: str) -> frozenset[str]:
    """Return the other names of a country or its people ("dutch" for "netherlands"); words are joined by hyphens."""
    return frozenset(other for group in _groups() if word in group for other in group if other != word)


@lru_cache(maxsize=8192)
def same_name_word(word: str, other: str) -> bool:
    """Return whether two words are forms of one name.

    They are spellings (Zelensky, Zelenskyy), or a place and its people (Moldova, Moldovan).
    """
    if len(other) < SHORTEST_VARIANT or word.isdigit() or other.isdigit():
        return False
    shorter, longer = sorted((word, other), key=len)
    if len(longer) - len(shorter) > 3:
        return False
    shared = next((n for n, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), len(shorter))
    people = longer[shared:].removeprefix("i") in _PEOPLE_ENDINGS and len(shorter) - shared <= 1
    return people or SequenceMatcher(None, word, other).ratio() >= ALIKE
