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
    found = [one for line in lines for one in plain_figures(line.text)]
    for said in plain_figures(claim):
        same = [one for one in found if _is_other_form(said, one)]
        if same and not said.item.vague:
            one = max(
                same, key=lambda other: affinity(claim, (said.start, said.end), other.text, (other.start, other.end))
            )
            words = one.text[one.start : end_with_percent(one)].lower()
            yield said.start, end_with_percent(said), words if said.start else words[:1].upper() + words[1:]


def _is_other_form(said: Mention[Figure], found: Mention[Figure]) -> bool:
    """Return whether both are the same amount in the same unit."""
    alike = said.item.unit == found.item.unit and same_figure(said.item, found.item) and not found.item.vague
    return alike and abs(said.item.value - found.item.value) <= 0.03 * said.item.value


def _days(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> Iterator[tuple[int, int, str]]:
    found = [one for line in lines for one in days_in(line, sources)]
    for said in days_in(claim, sources):
        same = [one for one in found if said.item.grain == one.item.grain == "day" and same_moment(said.item, one.item)]
        if same and not any(said.words == one.words for one in same):
            one: Mention[Moment] = max(
                same, key=lambda other: affinity(claim, (said.start, said.end), other.text, (other.start, other.end))
            )
            yield said.start, said.end, one.words
