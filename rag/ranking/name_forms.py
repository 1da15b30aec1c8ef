"""Spell the names of a question (or claim) as the evidence does. Pure."""

from collections.abc import Sequence
from datetime import date

from index.aliases.names import Like, Names, our_names
from rag.language.name_variants import asks_who
from rag.schema.evidence import Evidence


def names_of(evidence: Sequence[Evidence]) -> Names:
    """Return the names with several spellings that the search used."""
    return evidence[0].hit.names if evidence else our_names()


def day_of(piece: Evidence) -> date | None:
    """Return the day on which the article was published, None if unknown."""
    return piece.article.published.date() if piece.article.published else None


def adapt_names(text: str, piece: Evidence, within: str = "") -> str:
    """Spell each known name as a piece of evidence does; a role becomes its holder on the article's day.

    Args:
        text: A question, or a part of one.
        piece: The evidence.
        within: Words of its article that show the spelling; "" takes the passage.
    """
    like = Like(within or piece.text, day_of(piece))
    return piece.hit.names.respelt(text, [like], roles=not asks_who(text))
