"""Figures of a text that are no part of a date. Pure."""

from functools import lru_cache

from rag.language.dates.moments import moments_in
from rag.language.mention import Mention
from rag.language.quantities import Figure, figures_in


@lru_cache(maxsize=4096)
def plain_figures(text: str) -> tuple[Mention[Figure], ...]:
    """The figures of `text` that are no part of a date."""
    dates = [(one.start, one.end) for one in moments_in(text, None)]
    return tuple(one for one in figures_in(text) if all(one.end <= low or one.start >= high for low, high in dates))
