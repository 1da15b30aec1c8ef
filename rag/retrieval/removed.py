"""Whether a removed article may have held the answer. Pure."""

from collections.abc import Sequence

from index.catalogue.tombstones import Tombstone
from index.text.dates import date_in_words
from rag.language.keywords import Keyword, term_overlap
from rag.schema.answer import Notice

COVERED = 0.6
"""Share of a question's content words from which a removed title may be the answer's."""
LEAST = 2
"""Content words that the title must share with the question: one word says too little."""


def removed_article_notices(terms: Sequence[Keyword], removed: Sequence[Tombstone]) -> tuple[Notice, ...]:
    """Return a notice on the removed article whose title shares most with the question's keywords, if it shares enough.

    Args:
        terms: The question's keywords.
        removed: The articles that were removed.
    """
    shares = [term_overlap(terms, tombstone.title) for tombstone in removed]
    best = max(range(len(removed)), key=lambda at: shares[at], default=None)
    if best is None or shares[best] < COVERED or shares[best] * len(terms) < LEAST:
        return ()
    return (Notice("removed", f"An article that may answer this, {_credit(removed[best])}, has been removed."),)


def _credit(tombstone: Tombstone) -> str:
    day = date_in_words(tombstone.published) if tombstone.published else ""
    known = ", ".join(part for part in (tombstone.source, day) if part)
    return quoted(tombstone.title) + (f" ({known})" if known else "")


def quoted(title: str) -> str:
    """Put a title in quotation marks."""
    return f"“{title}”"
