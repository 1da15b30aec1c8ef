"""Days as limits of publication, in the one filter language. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from index.filters import Filter
from rag.language.dates.interval import LATER, Interval


def published_within(filter: Filter, since: date | None, until: date | None) -> Filter:
    """`filter` with what was published on these days, both whole; what it demands already holds too."""
    begin = datetime.combine(since, time(), UTC) if since else None
    end = datetime.combine(until, time.max, UTC) if until else None
    return replace(
        filter,
        since=max((one for one in (filter.since, begin) if one), default=None),
        until=min((one for one in (filter.until, end) if one), default=None),
    )


def published_during(filter: Filter, times: Sequence[Interval]) -> Filter | None:
    """`filter` with what came out in the first of `times` or right after it; None where there is none, or it has no
    beginning."""
    if not times or times[0].first == date.min:
        return None
    last = times[0].last
    return published_within(filter, times[0].first, None if last == date.max else last + timedelta(days=LATER))
