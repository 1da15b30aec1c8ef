"""A claim with its figures, days and names written as the sources write them, for a reader that knows neither that
seventy is 70 nor that Tuesday was the fifteenth nor that Kiev is Kyiv: the rules do. Pure."""

import re
from collections.abc import Iterator, Sequence

from index.aliases.names import Like
from rag.language.dates.moments import Moment
from rag.language.dates.moments import same_moment as same_moment
from rag.language.figures import plain_figures
from rag.language.mention import Mention
from rag.language.quantities import Figure
from rag.language.quantities import same_figure as same_figure
from rag.verification.alignment import SourceSentence, affinity
from rag.verification.rules.dates import days_in
from rag.verification.source import Source

_PERCENT = re.compile(r"^\s*(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)


def restate_values(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> str:
    """`claim`, each figure and day in the form of the one nearest to it that it agrees with."""
    changes = [*_figures(claim, lines), *_days(claim, sources, lines)]
    for start, end, words in sorted(changes, reverse=True):
        claim = f"{claim[:start]}{words}{claim[end:]}"
    return claim


def restate_names(claim: str, sources: Sequence[Source]) -> str:
    """`claim`, each known name in the spelling of the sources, else of their titles; a role as its holder, on the day
    of a source that has the holder alone."""
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
            words = one.text[one.start : _end(one)].lower()
            yield said.start, _end(said), words if said.start else words[:1].upper() + words[1:]


def _is_other_form(said: Mention[Figure], found: Mention[Figure]) -> bool:
    """Whether both are the same amount in the same measure; a currency's sign and its word stay as they are."""
    alike = said.item.unit == found.item.unit and same_figure(said.item, found.item) and not found.item.vague
    return alike and abs(said.item.value - found.item.value) <= 0.03 * said.item.value


def _end(figure: Mention[Figure]) -> int:
    """Where a figure ends with its "percent"."""
    after = _PERCENT.match(figure.text[figure.end :]) if figure.item.unit == "percent" else None
    return figure.end + (after.end() if after else 0)


def _days(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> Iterator[tuple[int, int, str]]:
    found = [one for line in lines for one in days_in(line, sources)]
    for said in days_in(claim, sources):
        same = [one for one in found if said.item.grain == one.item.grain == "day" and same_moment(said.item, one.item)]
        if same and not any(said.words == one.words for one in same):
            one: Mention[Moment] = max(
                same, key=lambda other: affinity(claim, (said.start, said.end), other.text, (other.start, other.end))
            )
            yield said.start, said.end, one.words
