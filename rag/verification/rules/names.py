"""Find names of a claim that its sources do not have. Pure."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from index.text.analyzer import stems
from rag.language.entities import MONTHS_AND_DAYS, NameMention, names_in
from rag.language.name_variants import (
    QUARTERS,
    SHORTEST_VARIANT,
    capital_words,
    folded_name,
    name_like_words,
    name_words,
    names_us,
    other_names,
    same_name_word,
)
from rag.language.quantities import figures_in
from rag.language.word_lists import word_list
from rag.verification.alignment import SourceSentence
from rag.verification.source import Source
from rag.verification.violation import Violation, differing, missing

RESEMBLING = 0.6
"""Ratio of matching letters from which a name with the same first letters may have been mistaken for another."""
_ACRONYM_SHORTEST, _ACRONYM_LONGEST = 3, 6
"""Letters of an acronym."""
_INITIALS = "\n"
"""Marks the first letters of all words of a text, in which an acronym may stand."""
_CONNECTING = frozenset(word_list("connecting_words"))


def name_violations(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """Find names of the claim that no source has.

    Each word of a name must stand in a source or its title, or be another form of a word that does.
    """
    known = _known(tuple(sources))
    claim_words = folded_name(claim)
    publishers = [source.publisher for source in sources if folded_name(source.publisher) in claim_words]
    known |= {word for publisher in publishers for word in name_words(publisher)}
    for name in names_in(claim):
        if _opens(claim, name) and (name.text.lower() in _CONNECTING or _is_number(name)):
            continue
        unknown = [word for word in capital_words(name.text) if not _is_known(word, name.text, known)]
        unknown = [word for word in unknown if word not in _titles(name, sources)] if unknown else []
        if not unknown:
            continue
        full = _other_form(name, unknown, lines)
        if full and not set(name_words(full)) <= set(name_words(name.text)):
            yield differing("name", name.text, full)
        elif other := _misspelt(name, lines):
            yield differing("name", name.text, other, elsewhere=True)
        else:
            # "Executive Producer Ted Finch" of Ted Finch adds a role, not a name.
            yield missing("name", name.text, sure=not (full or _opens(claim, name) or _is_acronym(name)))


def _titles(name: NameMention, sources: Sequence[Source]) -> set[str]:
    """Return the words of roles that the bearer of a name had when a source was published."""
    return {
        title
        for source in sources
        for mention in source.names.mentions(name.text)
        if source.names.stands_in(mention, source.text)
        for title in source.names.titles(mention, source.day)
    }


@lru_cache(maxsize=256)
def _known(sources: tuple[Source, ...]) -> frozenset[str]:
    """Return every word of the sources and titles, folded, in full and stemmed, and the initials of their names."""
    known: set[str] = set()
    for source in sources:
        for text in (source.text, source.title):
            known.update(part for word in name_like_words(text) for part in name_words(word))
            known.update(stems(text))
            known.update(_initials(name) for name in names_in(text) if len(name.words) > 1)
        known.add(_INITIALS + "".join(word[0] for word in name_words(source.text)))
    if not any(names_us(text) for source in sources for text in (source.text, source.title)):
        known.discard("us")
    return frozenset(known)


def _initials(name: NameMention) -> str:
    return "".join(word[0] for word in name_words(name.text))


def _is_known(word: str, written: str, known: frozenset[str]) -> bool:
    if word in known or word in MONTHS_AND_DAYS or (stems(word) and stems(word)[0] in known):
        return True
    if any(other in known or set(other.split("-")) <= known for other in other_names(word)):
        return True
    if word in QUARTERS:
        return "quarter" in known
    if _ACRONYM_SHORTEST <= len(word) <= _ACRONYM_LONGEST and word.isalpha() and written.isupper():
        return any(word in letters for letters in known if letters.startswith(_INITIALS))
    return len(word) >= SHORTEST_VARIANT and any(same_name_word(word, other) for other in known if other[0] == word[0])


def _other_form(name: NameMention, unknown: Sequence[str], lines: Sequence[SourceSentence]) -> str:
    """Return a full name of the sources with the same last word; "" if there is none."""
    kept = set(name_words(name.text)) - set(unknown)
    if len(name.bare) < 2 or not kept:
        return ""
    for line in lines:
        for other in names_in(line.text):
            parts = name_words(other.text)
            if len(other.bare) > 1 and parts and parts[-1] in kept and name_words(name.text)[-1] == parts[-1]:
                return other.text
    return ""


def _is_acronym(name: NameMention) -> bool:
    """Return whether it is an acronym (GDP, YoY), which may stand for words in lower case."""
    return (
        len(name.words) == 1
        and sum(letter.isupper() for letter in name.text) > 1
        and len(name.text) <= _ACRONYM_LONGEST
    )


def _is_number(name: NameMention) -> bool:
    return any(figure.start == 0 for figure in figures_in(name.text))


def _misspelt(name: NameMention, lines: Sequence[SourceSentence]) -> str:
    """Return a name of one word in the sources that the claim may have mistaken: Dunmore for Dunsmuir."""
    if len(name.words) > 1 or len(name.text) < SHORTEST_VARIANT:
        return ""
    others = (other.text for line in lines for other in names_in(line.text))
    words = {word for other in others for word in other.split() if word[0].isupper()}
    return next((word for word in sorted(words) if word[:2] == name.text[:2] and _resembles(word, name.text)), "")


def _resembles(word: str, other: str) -> bool:
    return SequenceMatcher(None, word.casefold(), other.casefold()).ratio() >= RESEMBLING


def _opens(claim: str, name: NameMention) -> bool:
    """Return whether the capital may be that of the first word of a sentence or quotation."""
    before = claim[: name.start].rstrip()
    return len(name.text.split()) == 1 and (not before or before[-1] in '.!?:“"‘(')
