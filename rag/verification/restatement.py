"""Restate a claim with the figures, dates and names of its sources, before the reading model sees it. Pure.

The model knows neither that seventy is 70, nor that Tuesday was the fifteenth, nor that Kiev is Kyiv.
"""

from collections.abc import Iterator, Sequence

from index.aliases.names import Like
from rag.language.dates.moments import Moment
from rag.language.dates.moments import same_moment as same_moment
from rag.language.figures import plain_figures
from rag.language.mention import Mention
from rag.language.quantities import Figure, end_with_percent
from rag.language.quantities import same_figure as same_figure
from rag.verification.alignment import SourceSentence, affinity
from rag.verification.rules.dates import days_in
from rag.verification.source import Source


def restate_values(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> str:
    """Write each figure and date of `claim` as the nearest equal one of the sources."""
    changes = [*_figures(claim, lines), *_days(claim, sources, lines)]
    for start, end, words in sorted(changes, reverse=True):
        claim = f"{claim[:start]}{words}{claim[end:]}"
    return claim


def restate_names(claim: str, sources: Sequence[Source]) -> str:
    """Write each known name of `claim` as the sources or their titles spell it.

    A role becomes its holder on the day of a source that names the holder alone.
    """
    for likes in (
        [Like(source.text, source.day) for source in sources],
        [Like(source.title, source.day) for source in sources],
    ):
        claim = sources[0].names.respelt(claim, likes) if sources else claim
    return claim


def _figures(claim: str, lines: Sequence[SourceSentence]) -> Iterator[tuple[int, int, str]]:
    source_figures = [figure for line in lines for figure in plain_figures(line.text)]
    for figure in plain_figures(claim):
        same = [other for other in source_figures if _is_other_form(figure, other)]
        if same and not figure.item.vague:
            best = max(
                same,
                key=lambda other: affinity(claim, (figure.start, figure.end), other.text, (other.start, other.end)),
            )
            words = best.text[best.start : end_with_percent(best)].lower()
            yield figure.start, end_with_percent(figure), words if figure.start else words[:1].upper() + words[1:]


def _is_other_form(figure: Mention[Figure], other: Mention[Figure]) -> bool:
    """Return whether both are the same amount in the same unit."""
    alike = figure.item.unit == other.item.unit and same_figure(figure.item, other.item) and not other.item.vague
    return alike and abs(figure.item.value - other.item.value) <= 0.03 * figure.item.value


def _days(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> Iterator[tuple[int, int, str]]:
    source_days = [day for line in lines for day in days_in(line, sources)]
    for date in days_in(claim, sources):
        same = [
            day
            for day in source_days
            if date.item.grain == day.item.grain == "day" and same_moment(date.item, day.item)
        ]
        if same and not any(date.words == day.words for day in same):
            best: Mention[Moment] = max(
                same, key=lambda other: affinity(claim, (date.start, date.end), other.text, (other.start, other.end))
            )
            yield date.start, date.end, best.words
