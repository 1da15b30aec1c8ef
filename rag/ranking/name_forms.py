"""A question (or claim) with its names as the evidence spells them. Pure."""

from collections.abc import Sequence
from datetime import date

from index.aliases.names import Like, Names, our_names
from rag.language.name_variants import asks_who
from rag.schema.evidence import Evidence


def names_of(evidence: Sequence[Evidence]) -> Names:
    """The names by which the evidence was searched for."""
    return evidence[0].hit.names if evidence else our_names()


def day_of(piece: Evidence) -> date | None:
    """The day on which its article was published."""
    return piece.article.published.date() if piece.article.published else None


def adapt_names(text: str, piece: Evidence, within: str = "") -> str:
    """A question, or a part of one, with each known name spelt as in a piece of evidence (or in `within`, words of its
    article); a role becomes its holder on the day that the article was published."""
    like = Like(within or piece.text, day_of(piece))
    return piece.hit.names.respelt(text, [like], roles=not asks_who(text))
