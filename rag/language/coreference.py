"""Coreference: resolve "he" or "the company" if the sentence before leaves no doubt. Pure."""

from rag.language.entities import NameMention, names_in, persons_in
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence
from rag.language.word_lists import word_class

_PATTERNS = load_patterns("coreference")
_HEAD = _PATTERNS["head"]
_OF_A_PERSON = frozenset({"He", "She", "His", "Her", "The man", "The woman"})
_MEN, _WOMEN = frozenset(word_class("titles", "men")), frozenset(word_class("titles", "women"))
_ORDINARY_PLACE = _PATTERNS["ordinary_place"]
_COMMON = _PATTERNS["common"]
_APPOSITION = _PATTERNS["apposition"]
DATELINE = _PATTERNS["dateline"]
_SAYER = _PATTERNS["sayer"]
_NO_BODY = _PATTERNS["no_body"]


def resolve_reference(sentence: Sentence) -> str:
    """Add, in brackets, the name that the first words of a sentence refer to, if there is no doubt."""
    text = sentence.text
    head = _HEAD.match(text)
    if not head:
        return text
    meant = _meant(head["word"], DATELINE.sub("", sentence.before), sentence.piece.article.text)
    if not meant or meant.text in text[: head.end() + 60]:
        return text
    possessive = "'s" if head["word"] in ("His", "Her") else ""
    return f"{text[: head.end()]} [{meant.text}{possessive}]{text[head.end() :]}"


def _meant(word: str, before: str, article: str) -> NameMention | None:
    persons = _distinct(persons_in(before, article))
    if word in _OF_A_PERSON:
        others = [name for name in names_in(before) if name not in persons and not _is_place(name, before)]
        sole = persons[0] if len(persons) == 1 and not _may_be_person(others) else None
        person = subject_of(persons, before) or sole
        return person if person and _fits(word, person) else None
    bodies = _distinct(
        [
            name
            for name in names_in(before)
            if name not in persons and not _is_place(name, before) and not _COMMON.match(before[name.start :])
        ]
    )
    # "Ukraine's" before a noun is not a company: the name must be the only one, without a possessive.
    return bodies[0] if len(bodies) == 1 and not persons and before[bodies[0].end :][:2] not in ("'s", "’s") else None


def with_references(sentence: Sentence) -> str:
    """Return a sentence that can be read alone: references resolved, without its dateline."""
    return DATELINE.sub("", resolve_reference(sentence))


def sayer_in(before: str, article: str) -> str:
    """Return the one body ("Ukraine's air force") that speaks in a sentence, "" for a person, several, or none."""
    sayers = [match["who"] for match in _SAYER.finditer(before)]
    if len(sayers) != 1 or persons_in(before, article) or _NO_BODY.search(sayers[0]):
        return ""
    return sayers[0]


def subject_of(persons: list[NameMention], before: str) -> NameMention | None:
    """Return the person that a sentence begins with; others may only stand in an apposition to that name."""
    if not persons or persons[0].start > 1:
        return None
    first = persons[0]
    remark = _APPOSITION.match(before[first.end :])
    inside = first.end + (len(remark[0]) if remark else 0)
    return first if all(name.end <= inside for name in persons[1:]) else None


def _may_be_person(names: list[NameMention]) -> bool:
    """Return whether one of the names has two words, and so may be a person's."""
    return any(len(name.bare) == 2 and not name.text.isupper() for name in names)


def _fits(word: str, name: NameMention) -> bool:
    """Return whether the titles of a name agree with "he" or "she"."""
    if word in ("He", "His", "The man"):
        return not _WOMEN.intersection(name.words)
    return not _MEN.intersection(name.words)


def _is_place(name: NameMention, text: str) -> bool:
    return bool(_ORDINARY_PLACE.search(text[: name.start]))


def _distinct(names: list[NameMention]) -> list[NameMention]:
    """Return the names, each person once: "Hale" is the "Gregor Hale" of the same sentence."""
    kept: list[NameMention] = []
    for name in names:
        if not any(name.bare[-1:] == other.bare[-1:] for other in kept):
            kept.append(name)
    return kept
