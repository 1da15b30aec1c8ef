"""Phrases that news uses for the same thing, from `synonyms.txt`."""

from collections.abc import Mapping
from functools import cache

from index.text.analyzer import stems
from rag.language.word_lists import data_lines

Phrase = tuple[str, ...]
"""A phrase as its stems."""

LONGEST = 4
"""Words of the longest phrase."""


@cache
def synonyms() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Phrase -> every phrase of the groups that it is in, itself among them, in the order of the file."""
    found: dict[Phrase, tuple[Phrase, ...]] = {}
    for line in data_lines("synonyms"):
        group = tuple(stems(phrase)[:LONGEST] for phrase in line.split(","))
        for phrase in group:
            found[phrase] = tuple(dict.fromkeys((*found.get(phrase, ()), *group)))
    return found
