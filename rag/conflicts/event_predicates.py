"""Words that say what happened of certain things alone, from `doings.txt`."""

from functools import cache
from pathlib import Path

from index.text.analyzer import stems
from rag.language.synonyms import LONGEST, Phrase

Phrases = frozenset[Phrase]


@cache
def event_predicates(counted: Phrases, deeds: Phrases) -> Phrases:
    """The phrases that say, of what is counted (in any of its words), what one of `deeds` does."""
    found = (said for things, done, said in _lines() if things & counted and done & deeds)
    return frozenset[Phrase]().union(*found)


@cache
def _lines() -> tuple[tuple[Phrases, Phrases, Phrases], ...]:
    lines = (
        (Path(__file__).parents[1] / "language/data/en/event_predicates.txt").read_text(encoding="utf-8").splitlines()
    )
    rows = (line.split(":") for line in lines if line and not line.startswith("#"))
    return tuple((_phrases(things), _phrases(done), _phrases(said)) for things, done, said in rows)


def _phrases(text: str) -> Phrases:
    return frozenset(stems(phrase)[:LONGEST] for phrase in text.split(","))
