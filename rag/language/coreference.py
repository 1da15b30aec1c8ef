"""Who "he" is and which "the company": said in brackets where the sentence before leaves no doubt. Pure."""

from rag.language.entities import NameMention, names_in, persons_in
from rag.language.patterns import load_patterns
from rag.language.sentence import Sentence

_PATTERNS = load_patterns("coreference")
_HEAD = _PATTERNS["head"]
_OF_A_PERSON = frozenset({"He", "She", "His", "Her", "The man", "The woman"})
_MEN, _WOMEN = (
    frozenset({"mr", "sir", "lord", "king", "prince"}),
    frozenset({"mrs", "ms", "miss", "dame", "lady", "queen"}),
)
_ORDINARY_PLACE = _PATTERNS["ordinary_place"]
_COMMON = _PATTERNS["common"]
_APPOSITION = _PATTERNS["apposition"]
DATELINE = _PATTERNS["dateline"]
_SAYER = _PATTERNS["sayer"]


_NO_BODY = _PATTERNS["no_body"]


def resolve_reference(sentence: Sentence) -> str:
    """The sentence, with whom or what its first words mean in brackets after them, where that is beyond doubt."""
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
        only = subject_of(persons, before) or (persons[0] if len(persons) == 1 and not _rivals(others) else None)
        return only if only and _may_be(word, only) else None
    bodies = _distinct(
        [
            name
            for name in names_in(before)
            if name not in persons and not _is_place(name, before) and not _COMMON.match(before[name.start :])
        ]
    )
    # "Ukraine's" or "American" before a noun is no company: only a name of its own, and the only one, will do.
    return bodies[0] if len(bodies) == 1 and not persons and before[bodies[0].end :][:2] not in ("'s", "’s") else None


def with_references(sentence: Sentence) -> str:
    """The sentence, explained, as it can be read alone: without the line that says where it was written."""
    return DATELINE.sub("", resolve_reference(sentence))


def sayer_in(before: str, article: str) -> str:
    """The one body ("Ukraine's air force") that a sentence says to have said something; "" where it is a person, where
    there are two, or none."""
    found = [match["who"] for match in _SAYER.finditer(before)]
    if len(found) != 1 or persons_in(before, article) or _NO_BODY.search(found[0]):
        return ""
    return found[0]


def subject_of(persons: list[NameMention], before: str) -> NameMention | None:
    """The person that the sentence before begins with, where nobody else is in it but inside a remark on them."""
    if not persons or persons[0].start > 1:
        return None
    first = persons[0]
    remark = _APPOSITION.match(before[first.end :])
    inside = first.end + (len(remark[0]) if remark else 0)
    return first if all(name.end <= inside for name in persons[1:]) else None


def _rivals(names: list[NameMention]) -> bool:
    """Whether any of the names, of two words or more, might be a person's after all."""
    return any(len(name.bare) == 2 and not name.text.isupper() for name in names)


def _may_be(word: str, name: NameMention) -> bool:
    if word in ("He", "His", "The man"):
        return not _WOMEN.intersection(name.words)
    return not _MEN.intersection(name.words)


def _is_place(name: NameMention, text: str) -> bool:
    return bool(_ORDINARY_PLACE.search(text[: name.start]))


def _distinct(names: list[NameMention]) -> list[NameMention]:
    """The names, each person once: "Hale" is the "Gregor Hale" of the same sentence."""
    kept: list[NameMention] = []
    for name in names:
        if not any(name.bare[-1:] == other.bare[-1:] for other in kept):
            kept.append(name)
    return kept
