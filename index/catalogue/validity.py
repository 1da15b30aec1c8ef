"""When a version of an article stood, by its own dates and those of the version that stands. Pure.

A text is that of its last update: it stands from then on, and an answer as of an earlier moment never has it, however
early the article was first published. An older version that comes in late becomes history, and never the present.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from index.article import Article
from index.text.dates import micros


@dataclass(frozen=True, slots=True)
class CurrentVersion:
    """The dates of the version that stands now, and since when it does (microseconds, as in the catalogue)."""

    published: datetime | None
    updated: datetime | None
    since: int


def is_older(article: Article, present: CurrentVersion) -> bool:
    """Whether `article` is an earlier version than the one that stands: it was last updated before that was, or names
    no update where that, published at the same moment, has one."""
    if present.updated is None:
        return False
    if article.updated:
        return article.updated < present.updated
    return article.published is not None and article.published == present.published


def validity_of(
    article: Article, fetched: datetime, present: CurrentVersion | None, begun: Sequence[int] = ()
) -> tuple[int, int | None]:
    """Since when a version stands, and until when (None: it stands now). `begun` are the moments since when the other
    versions of the article stand.

    A first version stands since it was published, or last updated, whenever it was ingested; since it was fetched where
    it has neither date. A later one stands since its own update, where it names one after the version that it replaces
    began, else since it was fetched. An older one stands until the next began.
    """
    own = max((moment for moment in (article.published, article.updated) if moment), default=fetched)
    since = micros(min(own, fetched))
    if present is None:
        return since, None
    if is_older(article, present):
        return since, min((moment for moment in begun if moment > since), default=since)
    if article.updated and micros(min(article.updated, fetched)) > present.since:
        return micros(min(article.updated, fetched)), None
    return max(micros(fetched), present.since), None
