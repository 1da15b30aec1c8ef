"""Turn days of publication into a search filter. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from index.filters import Filter
from rag.language.dates.interval import LATER, Interval


def published_within(filter: Filter, since: date | None, until: date | None) -> Filter:
    """Narrow `filter` to articles published from `since` to `until`, both days included."""
    begin = datetime.combine(since, time(), UTC) if since else None
    end = datetime.combine(until, time.max, UTC) if until else None
    return replace(
        filter,
        since=max((limit for limit in (filter.since, begin) if limit), default=None),
        until=min((limit for limit in (filter.until, end) if limit), default=None),
    )


def published_during(filter: Filter, times: Sequence[Interval]) -> Filter | None:
    """Narrow `filter` to articles published in the first of `times` or right after; None if it has no beginning."""
    if not times or times[0].first == date.min:
        return None
    last = times[0].last
    return published_within(filter, times[0].first, None if last == date.max else last + timedelta(days=LATER))
