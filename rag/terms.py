"""What a question is about: its content words, and how much of them a text holds."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.words import stems

_STOP = frozenset(
    stem
    for word in (
        "a about above after again all also am an and any anybody anyone anything are around article articles as asked at be "
        "because been before being between both but by call called can could d did do does doing done during each ever every "
        "few for from further get give given go got had happen happened happening has have having he her here hers him his "
        "how i if in into is it its just know let ll long many may me mean might mine more most much must my name named new no nor "
        "not now of off on one only or other our out over own paper please re reported report reports s said same say saying says "
        "shall she should so some somebody someone something still such t tell than that the their them then there these "
        "they thing things this those through to too under until up us ve very was we were what whatever when where which "
        "while who whom whose why will with would you your"
    ).split()
    for stem in stems(word)
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Terms:
    """`words` are the question's content stems, in order; `names` those that it, or the evidence, writes as names."""

    words: tuple[str, ...]
    names: frozenset[str]


def content(text: str) -> tuple[str, ...]:
    """The content stems of `text`, each once, in order."""
    return tuple(dict.fromkeys(stem for stem in stems(text) if stem not in _STOP))


def terms_of(question: str, evidence: Iterable[str]) -> Terms:
    """What `question` is about. People type names in lower case, so the evidence says which words are names."""
    words = content(question)
    capitals = {stem for match in list(_WORD.finditer(question))[1:] if match[0][0].isupper() for stem in stems(match[0])}
    seen: dict[str, list[int]] = {}
    for text in evidence:
        for match in _WORD.finditer(text):
            upper = match[0][0].isupper()
            for stem in stems(match[0]):
                if stem in words:
                    counts = seen.setdefault(stem, [0, 0])
                    counts[upper] += 1
    usually = {stem for stem, (lower, upper) in seen.items() if upper > lower}
    return Terms(words, frozenset(stem for stem in words if stem in capitals | usually))


def coverage(wanted: Collection[str], text: str) -> float:
    """The share of `wanted` stems that `text` holds; 1.0 where nothing is wanted."""
    if not wanted:
        return 1.0
    held = frozenset(stems(text))
    return sum(stem in held for stem in wanted) / len(wanted)
