"""Filters on articles, and their SQL."""

from dataclasses import dataclass
from datetime import datetime

from index.text.dates import micros


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold; an empty one is ignored.

    Attributes:
        since, until: Bounds of `published`, both included. Undated articles are outside any bound.
        sources: Publishers, compared without case.
        languages: Language codes, compared by their first part ("en" includes "en-GB").
        article_ids: Article ids.
        as_of: Moment at which a version must have been valid; None for now.
    """

    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    as_of: datetime | None = None


EVERYTHING = Filter()


def where(filter: Filter) -> tuple[str, list[object]]:
    """Return the filter as an SQL condition on `versions v`, and its parameters.

    The condition always requires that the version is live, and valid at `as_of`.
    """
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
"""A source that no article has: cleaning removes this character."""


def both(filter: Filter, bounds: Filter) -> Filter:
    """Return the conjunction of two filters. `as_of` is that of `filter`, or, if it has none, of `bounds`."""
    return Filter(
        since=max((since for since in (filter.since, bounds.since) if since), default=None),
        until=min((until for until in (filter.until, bounds.until) if until), default=None),
        sources=_both(filter.sources, bounds.sources),
        languages=_both(filter.languages, bounds.languages),
        article_ids=_both(filter.article_ids, bounds.article_ids),
        as_of=filter.as_of or bounds.as_of,
    )


def _both(wanted: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the intersection; an empty tuple means no restriction."""
    if not (wanted and allowed):
        return wanted or allowed
    folded = {value.casefold() for value in allowed}
    return tuple(value for value in wanted if value.casefold() in folded) or (NO_SOURCE,)
