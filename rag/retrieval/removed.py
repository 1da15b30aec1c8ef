"""Whether what nobody reports any more may have stood in an article that was removed. Pure."""

from collections.abc import Sequence

from index.catalogue.tombstones import Tombstone
from index.text.dates import date_in_words
from rag.language.keywords import Keyword, term_overlap
from rag.schema.answer import Notice

COVERED = 0.6
"""The share of a question's content words that a title has which may be of the answer's article."""
LEAST = 2
"""Content words that a question must share with it at least: one word alone says too little."""


def removed_article_notices(terms: Sequence[Keyword], removed: Sequence[Tombstone]) -> tuple[Notice, ...]:
    """A word on the removed article whose title has most of the question's keywords (`terms`), if one has enough."""
    shares = [term_overlap(terms, one.title) for one in removed]
    best = max(range(len(removed)), key=lambda at: shares[at], default=None)
    if best is None or shares[best] < COVERED or shares[best] * len(terms) < LEAST:
        return ()
    return (Notice("removed", f"An article that may answer this, {_credit(removed[best])}, has been removed."),)


def _credit(one: Tombstone) -> str:
    known = ", ".join(part for part in (one.source, date_in_words(one.published) if one.published else "") if part)
    return quoted(one.title) + (f" ({known})" if known else "")


def quoted(title: str) -> str:
    """A title as a notice has it."""
    return f"“{title}”"
