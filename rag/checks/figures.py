"""Whether the figures of a claim stand in the sources, and of the same thing. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.checks.flaw import Flaw, differs, lacks
from rag.checks.ground import Line, affinity
from rag.checks.moment import moments_in
from rag.checks.placed import Placed
from rag.checks.quantity import Figure, agree, competes, figures_in
from rag.checks.rivals import rival

_SAME_THING = 2.5
"""What a figure must share with a claim of one to be said of the same."""
_SMALL = 4
"""Up to so many, people count what a text only lists."""


def figure_flaws(claim: str, lines: Sequence[Line]) -> Iterator[Flaw]:
    """What is wrong with the claim's figures."""
    found = [one for line in lines for one in plain_figures(line.text)]
    figures = plain_figures(claim)
    for said in figures:
        had, other = rival(said, figures, found, agree, competes)
        if other and not (_needs_no_word(said.item) and _near(said, other) < _SAME_THING):
            yield differs("figure", _shown(said), _shown(other), elsewhere=had)
        elif not had and not _needs_no_word(said.item):
            yield lacks("figure", _shown(said), sure=_is_exact(said.item))


def _near(said: Placed[Figure], other: Placed[Figure]) -> float:
    return affinity(said.text, (said.start, said.end), other.text, (other.start, other.end))


@lru_cache(maxsize=4096)
def plain_figures(text: str) -> tuple[Placed[Figure], ...]:
    """The figures of `text` that are no part of a date."""
    dates = [(one.start, one.end) for one in moments_in(text, None)]
    return tuple(one for one in figures_in(text) if all(one.end <= low or one.start >= high for low, high in dates))


def _shown(figure: Placed[Figure]) -> str:
    """The figure with its unit, as it is written."""
    after = figure.text[figure.end :]
    if figure.item.unit == "percent" and after.lstrip()[:1] in ("%", "p"):
        return f"{figure.words}%" if after.startswith("%") else f"{figure.words} percent"
    before = figure.text[figure.start - 1 : figure.start]
    return f"{before}{figure.words}" if before in ("$", "€", "£", "¥") and before else figure.words


def _needs_no_word(figure: Figure) -> bool:
    """Whether a text says it without a number: one, the first, "a day"."""
    return figure.value == 1 and figure.unit in (
        "",
        "ordinal",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
    )


def _is_exact(figure: Figure) -> bool:
    """Whether it can only be known from a number: not two or three, which a text may list, nor "hundreds"."""
    return not figure.vague and (figure.unit not in ("", "ordinal") or figure.value > _SMALL)
