"""Statistics and lists of the articles in the store: by source, language and day. All queries use indexes.

An article's day is its local day of publication: half past seven in the evening in Chicago counts as that day, although
it is the next day in London.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from index.catalogue.view import NOW, Summary, View
from index.filters import Filter, where

MOST_NAMES = 500
"""Sources, and languages, in a list: those with the most articles."""
MOST_BARS = 120
"""Maximum number of days in a chart; a longer period is shown by month, then by year."""
CHART_SOURCES = 8
"""Sources with bars of their own in a chart; the others share one."""

_SEARCHED = "v.title || char(10) || v.source || char(10) || v.url || char(10) || v.article_id"
_HAS = f"instr(casefold({_SEARCHED}), ?)"
_HAS_ASCII = f"instr(lower({_SEARCHED}), ?)"
"""The same for an ASCII word, many times faster: SQLite itself can lower-case ASCII."""

Counted = tuple[tuple[str, int], ...]
Per = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Facets:
    """Values to filter articles by, most frequent first, as (name, number of articles)."""

    sources: Counted
    languages: Counted


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A publisher ("" if articles name none), its number of articles, and the date of its newest."""

    source: str
    articles: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart.

    Attributes:
        when: Day, month or year: 2022-11-15, 2022-11 or 2022.
        source: Publisher; "" for all that have no bar of their own.
        articles: Number of articles.
    """

    when: str
    source: str
    articles: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Statistics of the currently valid articles.

    Attributes:
        articles, passages: Totals.
        first, last: Earliest and latest date of publication.
        undated: Number of articles without a date; they have no bars.
        sources: Publishers, most articles first.
        languages: (language, articles), most articles first.
        per: Period of a bar.
        bars: Bars, oldest first.
    """

    articles: int
    passages: int
    first: datetime | None
    last: datetime | None
    undated: int
    sources: tuple[SourceCount, ...]
    languages: Counted
    per: Per
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of articles, newest first, and the total number of matches."""

    found: int
    summaries: tuple[Summary, ...]


def facets(view: View) -> Facets:
    """Return the sources and languages of the currently valid articles that name them."""
    sources = tuple((row["source"], row["articles"]) for row in _by_source(view) if row["source"])
    return Facets(sources, tuple((name, count) for name, count in _languages(view) if name))


def overview(view: View) -> Overview:
    """Return statistics of the currently valid articles."""
    condition, values = where(NOW)
    [row] = view.rows(
        "SELECT count(*) AS articles, total(v.passages) AS passages, count(*) - count(v.published_at) AS undated"
        f" FROM versions v WHERE {condition}",
        values,
    )
    sources = _sources(view)
    first, last = _first(view, "ASC"), _first(view, "DESC")
    per = _per(first, last)
    return Overview(
        articles=row["articles"],
        passages=int(row["passages"]),
        first=first,
        last=last,
        undated=row["undated"],
        sources=tuple(sources),
        languages=_languages(view),
        per=per,
        bars=_bars(view, per, [source.source for source in sources[:CHART_SOURCES]]),
    )


def listing(view: View, filter: Filter, search: str, limit: int, offset: int) -> Listing:
    """List articles.

    Args:
        view: Catalogue snapshot.
        filter: Conditions on the articles.
        search: Words that must each occur in title, source, URL or id; case is ignored.
        limit: Maximum number of articles; -1 for all.
        offset: Number of articles to skip.
    """
    condition, values = where(filter)
    for word in search.casefold().split():
        condition += f" AND {_HAS_ASCII if word.isascii() else _HAS}"
        values.append(word)
    [counted] = view.rows(f"SELECT count(*) AS found FROM versions v WHERE {condition}", values)
    return Listing(int(counted["found"]), tuple(view.some(condition, values, limit, offset)))


def _first(view: View, order: Literal["ASC", "DESC"]) -> datetime | None:
    """Return the earliest date of publication (ASC), or the latest (DESC)."""
    condition, values = where(NOW)
    rows = view.rows(
        f"SELECT v.published FROM versions v WHERE {condition} AND v.published_at IS NOT NULL"
        f" ORDER BY v.published_at {order} LIMIT 1",
        values,
    )
    return _moment(rows[0]["published"]) if rows else None


def _sources(view: View) -> list[SourceCount]:
    condition, values = where(NOW)
    newest = view.rows(  # with one max(), SQLite takes the other columns from the row of the maximum
        f"SELECT v.source_key, v.published, max(v.published_at) FROM versions v WHERE {condition}"
        " GROUP BY v.source_key",
        values,
    )
    published = {row["source_key"]: _moment(row["published"]) for row in newest}
    return [SourceCount(row["source"], row["articles"], published[row["source_key"]]) for row in _by_source(view)]


def _by_source(view: View) -> list[sqlite3.Row]:
    """Return key, name and number of articles of each source, most articles first."""
    condition, values = where(NOW)
    return view.rows(
        f"SELECT v.source_key, min(v.source) AS source, count(*) AS articles FROM versions v WHERE {condition}"
        " GROUP BY v.source_key ORDER BY articles DESC, v.source_key LIMIT ?",
        [*values, MOST_NAMES],
    )


def _languages(view: View) -> Counted:
    condition, values = where(NOW)
    rows = view.rows(
        f"SELECT v.language_key, count(*) AS articles FROM versions v WHERE {condition}"
        " GROUP BY v.language_key ORDER BY articles DESC, v.language_key LIMIT ?",
        [*values, MOST_NAMES],
    )
    return tuple((row["language_key"], row["articles"]) for row in rows)


def _per(first: datetime | None, last: datetime | None) -> Per:
    """Return the shortest period with at most MOST_BARS bars: day, month, or else year."""
    days = (last - first) / timedelta(days=1) if first and last else 0.0
    return "day" if days < MOST_BARS else "month" if days < 30 * MOST_BARS else "year"


def _bars(view: View, per: Per, own_bars: list[str]) -> tuple[Bar, ...]:
    """Return the bars, oldest first; the sources in `own_bars` have their own."""
    condition, values = where(NOW)
    length = {"day": 10, "month": 7, "year": 4}[per]
    keys = [source.casefold() for source in own_bars]
    rows = view.rows(
        "SELECT substr(v.published, 1, ?) AS moment, v.source_key, count(*) AS articles"
        f" FROM versions v WHERE {condition} AND v.published_at IS NOT NULL GROUP BY moment, v.source_key",
        [length, *values],
    )
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        source = own_bars[keys.index(row["source_key"])] if row["source_key"] in keys else ""
        counts[row["moment"], source] = counts.get((row["moment"], source), 0) + row["articles"]
    return tuple(Bar(when, source, count) for (when, source), count in sorted(counts.items()))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
