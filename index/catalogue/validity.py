"""Validity of versions: from when until when each one is valid, by its own dates and the current version's. Pure.

A version's text is valid from its last update on. An answer as of an earlier moment never uses it, however early the
article was first published. An older version that arrives late becomes history, never the current version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from index.article import Article
from index.text.dates import micros


@dataclass(frozen=True, slots=True)
class CurrentVersion:
    """The dates of the currently valid version, and the start of its validity (microseconds since 1970 UTC)."""

    published: datetime | None
    updated: datetime | None
    since: int


def is_older(article: Article, present: CurrentVersion) -> bool:
    """Return whether `article` is an earlier version than the current one.

    It is if its last update is earlier, or if it names no update and the current version, published at the same moment,
    does.
    """
    if present.updated is None:
        return False
    if article.updated:
        return article.updated < present.updated
    return article.published is not None and article.published == present.published


def validity_of(
    article: Article, fetched: datetime, present: CurrentVersion | None, starts: Sequence[int] = ()
) -> tuple[int, int | None]:
    """Return the validity of a new version.

    A first version is valid from its publication or last update, however late it is ingested; without dates, from the
    moment it was fetched. A later version is valid from its own update if that is after the start of the version that
    it replaces, else from the moment it was fetched. An older version is valid until the next one starts.

    Args:
        article: The new version.
        fetched: When it was fetched.
        present: The current version, or None.
        starts: Starts of validity of the article's other versions, in microseconds since 1970 UTC.

    Returns:
        (start, end) in microseconds since 1970 UTC; the end is None for the current version.
    """
    last_change = max((moment for moment in (article.published, article.updated) if moment), default=fetched)
    since = micros(min(last_change, fetched))
    if present is None:
        return since, None
    if is_older(article, present):
        return since, min((start for start in starts if start > since), default=since)
    if article.updated and micros(min(article.updated, fetched)) > present.since:
        return micros(min(article.updated, fetched)), None
    return max(micros(fetched), present.since), None
