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
    """Yield the errors in the claim's dates and times of day; the day of publication is always accepted."""
    source_days = [day for line in lines for day in days_in(line, sources)]
    published = [moment_of_day(source.day) for source in sources if source.day]
    days = days_in(claim, sources)
    for date in days:
        had, other = competing_value(date, days, source_days, same_moment, competing_moment, _LEAST)
        same_sentence = other and any(
            day.text == other.text and same_moment(date.item, day.item) for day in source_days
        )
        if other and not (had and same_sentence):
            yield differing("date", date.words, other.words, elsewhere=had)
        elif not had and not any(same_moment(date.item, day) for day in published):
            yield missing("date", date.words)
    yield from _times(claim, lines)


def days_in(where: str | SourceSentence, sources: Sequence[Source]) -> list[Mention[Moment]]:
    """Return the moments of a claim or of a source sentence.

    Moments of a source sentence are counted from the day of its article. A claim may be from any day, so its weekdays
    get no date.
    """
    if isinstance(where, SourceSentence):
        return list(moments_in(where.text, sources[where.source].day))
    first = next((source.day for source in sources if source.day), None)
    counted = moments_in(where, first)
    bare = {(moment.start, moment.end): moment.item for moment in moments_in(where, None)}
    return [
        Mention(bare.get((moment.start, moment.end), moment.item), where, moment.start, moment.end)
        for moment in counted
    ]


def _times(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    named = [clock for line in lines for clock in clock_times_in(line.text)]
    known = {time for clock in named for time in clock.times}
    for clock in clock_times_in(claim):
        if ":" in clock.words and known.isdisjoint(clock.times):
            others = sorted({other.words for other in named if ":" in other.words})
            yield differing("date", clock.words, others[0]) if len(others) == 1 else missing("date", clock.words)
