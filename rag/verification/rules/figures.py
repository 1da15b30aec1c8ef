"""Check the figures of a claim against its sources. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.figures import plain_figures
from rag.language.mention import Mention
from rag.language.quantities import Figure, competing_figure, same_figure
from rag.verification.alignment import SourceSentence, affinity
from rag.verification.competing_values import competing_value
from rag.verification.violation import Violation, differing, missing

_SAME_THING = 2.5
"""Affinity that another figure needs to compete with a small one."""
_SINGLE = ("second", "minute", "hour", "day", "week", "month", "year")
"""Units whose number an article can express ("a day")."""
_SMALL = 4
"""Largest number that a claim may count if the source only lists the items."""


def figure_violations(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """Yield the errors in the claim's figures."""
    source_figures = [figure for line in lines for figure in plain_figures(line.text)]
    figures = plain_figures(claim)
    for figure in figures:
        had, other = competing_value(figure, figures, source_figures, same_figure, competing_figure)
        if other and not (_needs_no_word(figure.item) and _near(figure, other) < _SAME_THING):
            yield differing("figure", _shown(figure), _shown(other), elsewhere=had)
        elif not had and not _needs_no_word(figure.item):
            yield missing("figure", _shown(figure), sure=_is_exact(figure.item))


def _near(figure: Mention[Figure], other: Mention[Figure]) -> float:
    return affinity(figure.text, (figure.start, figure.end), other.text, (other.start, other.end))


def _shown(figure: Mention[Figure]) -> str:
    """Return the figure with its unit, as it is written."""
    after = figure.text[figure.end :]
    if figure.item.unit == "percent" and after.lstrip()[:1] in ("%", "p"):
        return f"{figure.words}%" if after.startswith("%") else f"{figure.words} percent"
    before = figure.text[figure.start - 1 : figure.start]
    return f"{before}{figure.words}" if before in ("$", "€", "£", "¥") and before else figure.words


def _needs_no_word(figure: Figure) -> bool:
    """Return whether a text may imply it without a number: one, the first, "a day"."""
    return figure.value == 1 and (figure.unit in ("", "ordinal") or figure.unit in _SINGLE)


def _is_exact(figure: Figure) -> bool:
    """Return whether only a number can support it: not two or three, which a text may list, nor "hundreds"."""
    return not figure.vague and (figure.unit not in ("", "ordinal") or figure.value > _SMALL)
