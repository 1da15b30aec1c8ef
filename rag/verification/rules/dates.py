"""Whether the days, months and years of a claim stand in the sources, and of the same thing. Pure."""

import re
from collections.abc import Iterator, Sequence

from rag.language.dates.moments import Moment, competing_moment, moment_of_day, moments_in, same_moment
from rag.language.mention import Mention
from rag.verification.alignment import SourceSentence
from rag.verification.competing_values import competing_value
from rag.verification.source import Source
from rag.verification.violation import Violation, differing, missing

_LEAST = 2.5
"""What another day must share with a claim to be told instead: articles are full of days."""
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\b(?:\s?([ap])\.?m\b)?", re.IGNORECASE)


def date_violations(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """What is wrong with the claim's dates and times of day. An article also speaks of the day it came out."""
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
    """The moments of a claim, or of a line of a source. Those of a line are counted from the day of its article; a
    claim may come from anywhere, so that its weekdays are told without their week."""
    if isinstance(where, SourceSentence):
        return list(moments_in(where.text, sources[where.source].day))
    first = next((source.day for source in sources if source.day), None)
    counted = moments_in(where, first)
    bare = {(one.start, one.end): one.item for one in moments_in(where, None)}
    return [Mention(bare.get((one.start, one.end), one.item), where, one.start, one.end) for one in counted]


def _times(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    known = {time for line in lines for match in _CLOCK.finditer(line.text) for time in _clock(match)}
    for match in _CLOCK.finditer(claim):
        if ":" in match[0] and known.isdisjoint(_clock(match)):
            others = sorted({other[0] for line in lines for other in _CLOCK.finditer(line.text) if ":" in other[0]})
            yield differing("date", match[0], others[0]) if len(others) == 1 else missing("date", match[0])


def _clock(match: re.Match[str]) -> set[tuple[int, int]]:
    """The times of day that it may be, hours counted to 24."""
    hour, minute = int(match[1]), int(match[2])
    if match[3]:
        return {(hour % 12 + (12 if match[3].lower() == "p" else 0), minute)}
    return {(hour, minute)} if hour > 12 else {(hour, minute), (hour % 12 + 12, minute)}
