"""Figures that are not part of a date. Pure."""

from functools import lru_cache

from rag.language.dates.moments import moments_in
from rag.language.mention import Mention
from rag.language.quantities import Figure, figures_in


@lru_cache(maxsize=4096)
def plain_figures(text: str) -> tuple[Mention[Figure], ...]:
    """Return the figures of `text` that are not part of a date."""
    dates = [(date.start, date.end) for date in moments_in(text, None)]
    return tuple(
        figure for figure in figures_in(text) if all(figure.end <= low or figure.start >= high for low, high in dates)
    )
