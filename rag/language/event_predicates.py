"""Words that say what happened to certain things alone: "sent 40 drones" is a launch. Pure.

Data: `data/en/event_predicates.txt`, `result_nouns.txt`, `people_nouns.txt`.
"""

from functools import cache

from index.text.analyzer import stems
from rag.language.patterns import load_patterns
from rag.language.synonyms import LONGEST, Phrase
from rag.language.word_lists import data_lines, word_list

Phrases = frozenset[Phrase]

PEOPLE: Phrases = frozenset([stems("people")])
"""What is counted where a question names only people."""
MONEY: Phrases = frozenset([stems("money")])
"""What is counted where a question asks for a sum."""
PEOPLE_STEMS = frozenset(stem for word in word_list("people_nouns") for stem in stems(word))
RESULT_STEMS = frozenset(stem for word in word_list("result_nouns") for stem in stems(word))
"""Stems of nouns whose count says what happened: "votes", "arrests"."""
_KILL = stems("kill")
_LIVES_LOST = load_patterns("quantity_questions")["lives_lost"]


@cache
def event_predicates(counted: Phrases, predicates: Phrases) -> Phrases:
    """Return the phrases that say the same as one of `predicates`, of what is counted (in any of its words)."""
    phrases = (said for things, happened, said in _rows() if things & counted and happened & predicates)
    return frozenset[Phrase]().union(*phrases)


def lives_lost_in(text: str, predicates: Phrases) -> list[tuple[int, int]]:
    """Return where `text` says "claimed lives" or "bodies", if `predicates` are of killing."""
    return [match.span() for match in _LIVES_LOST.finditer(text)] if _KILL in predicates else []


@cache
def _rows() -> tuple[tuple[Phrases, Phrases, Phrases], ...]:
    rows = (line.split(":") for line in data_lines("event_predicates"))
    return tuple((_phrases(things), _phrases(happened), _phrases(said)) for things, happened, said in rows)


def _phrases(text: str) -> Phrases:
    return frozenset(stems(phrase)[:LONGEST] for phrase in text.split(","))
