"""Which passages a question may be answered from: the one filter language, and its meaning in SQL."""

from dataclasses import dataclass
from datetime import datetime

from index.text.dates import micros


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all must hold; an empty one does not count.

    `since` and `until` bound `published`, both ends included; an undated article is outside any such bound. `sources`
    compare without case, `languages` by their first part ("en" is met by "en-GB"). `as_of` asks for what stood at that
    moment instead of now.
    """

    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    as_of: datetime | None = None


EVERYTHING = Filter()


def where(filter: Filter) -> tuple[str, list[object]]:
    """The filter as a condition on `versions v`, with its parameters. Always demands that the version stood."""
    conditions, values = ["v.state = 'live'"], list[object]()
    if filter.as_of is None:
        conditions.append("v.live_until IS NULL")
    else:
        moment = micros(filter.as_of)
        conditions.append("v.live_from <= ? AND (v.live_until IS NULL OR v.live_until > ?)")
        values += [moment, moment]
    if filter.since:
        conditions.append("v.published_at >= ?")
        values.append(micros(filter.since))
    if filter.until:
        conditions.append("v.published_at <= ?")
        values.append(micros(filter.until))
    for column, wanted in (
        ("v.source_key", [source.casefold() for source in filter.sources]),
        ("v.language_key", [language.lower().split("-")[0] for language in filter.languages]),
        ("v.article_id", list(filter.article_ids)),
    ):
        if wanted:
            conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    return " AND ".join(conditions), values


NO_SOURCE = "\0"
"""No article's source: cleaning leaves no such letter in one."""


def both(filter: Filter, bounds: Filter) -> Filter:
    """What meets `filter` and `bounds` too. The moment as of which is asked is the filter's, where it has one."""
    return Filter(
        since=max((one for one in (filter.since, bounds.since) if one), default=None),
        until=min((one for one in (filter.until, bounds.until) if one), default=None),
        sources=_both(filter.sources, bounds.sources),
        languages=_both(filter.languages, bounds.languages),
        article_ids=_both(filter.article_ids, bounds.article_ids),
        as_of=filter.as_of or bounds.as_of,
    )


def _both(wanted: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `wanted` that are allowed; an empty list of either is all."""
    if not (wanted and allowed):
        return wanted or allowed
    known = {one.casefold() for one in allowed}
    return tuple(one for one in wanted if one.casefold() in known) or (NO_SOURCE,)
