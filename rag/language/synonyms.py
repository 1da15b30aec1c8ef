"""Phrases that news uses for the same thing: the groups of `synonyms.txt`."""

from collections.abc import Mapping
from functools import cache

from index.text.analyzer import stems
from rag.language.word_lists import data_lines

Phrase = tuple[str, ...]
"""A phrase as its stems."""

LONGEST = 4
"""Words of a phrase that are compared."""


@cache
def synonyms() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Map each phrase to all phrases of its groups, itself included, in the order of the file."""
    groups: dict[Phrase, tuple[Phrase, ...]] = {}
    for line in data_lines("synonyms"):
        group = tuple(stems(phrase)[:LONGEST] for phrase in line.split(","))
        for phrase in group:
            groups[phrase] = tuple(dict.fromkeys((*groups.get(phrase, ()), *group)))
    return groups
