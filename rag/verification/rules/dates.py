"""Check the dates and times of day of a claim against its sources. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.dates.clock import clock_times_in
from rag.language.dates.moments import Moment, competing_moment, moment_of_day, moments_in, same_moment
from rag.language.mention import Mention
from rag.verification.alignment import SourceSentence
from rag.verification.competing_values import competing_value
from rag.verification.source import Source
from rag.verification.violation import Violation, differing, missing

_LEAST = 2.5
"""Affinity that another date needs to count as the correct one: articles are full of dates."""


def date_violations(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """Yield what is wrong with the claim's dates and times of day; the day of publication is no error."""
    found = [one for line in lines for one in days_in(line, sources)]
    published = [moment_of_day(source.day) for source in sources if source.day]
    days = days_in(claim, sources)
    for said in days:
        had, other = competing_value(said, days, found, same_moment, competing_moment, _LEAST)
        if other and not (had and any(one.text == other.text and same_moment(said.item, one.item) for one in found)):
            yield differing("date", said.words, other.words, elsewhere=had)
        elif not had and not any(same_moment(said.item, day) for day in published):
            yield missing("date", said.words)
    yield from _times(claim, lines)


def days_in(where: str | SourceSentence, sources: Sequence[Source]) -> list[Mention[Moment]]:
    """Return the moments of a claim or of a source sentence.

    Those of a source sentence are counted from the day of its article. A claim may be of any day, so its weekdays have
    no date.
    """
    if isinstance(where, SourceSentence):
        return list(moments_in(where.text, sources[where.source].day))
    first = next((source.day for source in sources if source.day), None)
    counted = moments_in(where, first)
    bare = {(one.start, one.end): one.item for one in moments_in(where, None)}
    return [Mention(bare.get((one.start, one.end), one.item), where, one.start, one.end) for one in counted]


def _times(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    named = [clock for line in lines for clock in clock_times_in(line.text)]
    known = {time for clock in named for time in clock.times}
    for clock in clock_times_in(claim):
        if ":" in clock.words and known.isdisjoint(clock.times):
            others = sorted({other.words for other in named if ":" in other.words})
            yield differing("date", clock.words, others[0]) if len(others) == 1 else missing("date", clock.words)
