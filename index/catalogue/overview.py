"""What there is, in numbers and in lists: by source, language and day. All from indexes, however many articles.

An article's day is the one that it was published on where it was written, as its readers see it: of half past seven in
the evening in Chicago that is not the day that it is in London by then."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from index.catalogue.view import NOW, Summary, View
from index.filters import Filter, where

MOST_NAMES = 500
"""Sources (and languages) that are listed: those with the most articles."""
MOST_BARS = 120
"""Days that are told apart in a chart; where there are more, months are, then years."""
CHART_SOURCES = 8
"""Sources that are told apart in a chart; the others are one."""

_SAID = "v.title || char(10) || v.source || char(10) || v.url || char(10) || v.article_id"
_HAS = f"instr(casefold({_SAID}), ?)"
_HAS_ASCII = f"instr(lower({_SAID}), ?)"
"""The same for what SQLite itself can put into lower case, many times faster."""

Counted = tuple[tuple[str, int], ...]
Per = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Facets:
    """What articles can be narrowed by, the commonest first: (name, articles) each."""

    sources: Counted
    languages: Counted


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A publisher ("" where articles name none), and how new the newest of its articles is."""

    source: str
    articles: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many articles of one source ("" for all that have no bar of their own) are of one day, month or year (its
    beginning: 2022-11-15, 2022-11 or 2022)."""

    when: str
    source: str
    articles: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands now. `first` and `last` are dates of publication; `bars` leave out what has none (`undated`)."""

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
    """Some of the articles asked for, newest first, and how many there are of them in all."""

    found: int
    summaries: tuple[Summary, ...]


def facets(view: View) -> Facets:
    """The sources and languages of what stands now; articles that name none are in neither list."""
    sources = tuple((row["source"], row["articles"]) for row in _by_source(view) if row["source"])
    return Facets(sources, tuple((name, count) for name, count in _languages(view) if name))


def overview(view: View) -> Overview:
    """What stands now, in numbers."""
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
        bars=_bars(view, per, [one.source for one in sources[:CHART_SOURCES]]),
    )


def listing(view: View, filter: Filter, search: str, limit: int, offset: int) -> Listing:
    """Articles that meet `filter` and have each word of `search` in their title, source, address or id."""
    condition, values = where(filter)
    for word in search.casefold().split():
        condition += f" AND {_HAS_ASCII if word.isascii() else _HAS}"
        values.append(word)
    [counted] = view.rows(f"SELECT count(*) AS found FROM versions v WHERE {condition}", values)
    return Listing(int(counted["found"]), tuple(view.some(condition, values, limit, offset)))


def _first(view: View, order: Literal["ASC", "DESC"]) -> datetime | None:
    """The earliest date of publication (ASC), or the latest."""
    condition, values = where(NOW)
    rows = view.rows(
        f"SELECT v.published FROM versions v WHERE {condition} AND v.published_at IS NOT NULL"
        f" ORDER BY v.published_at {order} LIMIT 1",
        values,
    )
    return _moment(rows[0]["published"]) if rows else None


def _sources(view: View) -> list[SourceCount]:
    condition, values = where(NOW)
    newest = view.rows(  # beside one max(), SQLite gives the other columns of its row
        f"SELECT v.source_key, v.published, max(v.published_at) FROM versions v WHERE {condition}"
        " GROUP BY v.source_key",
        values,
    )
    published = {row["source_key"]: _moment(row["published"]) for row in newest}
    return [SourceCount(row["source"], row["articles"], published[row["source_key"]]) for row in _by_source(view)]


def _by_source(view: View) -> list[sqlite3.Row]:
    """Of each source its key, name and number of articles, most first."""
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
    """The shortest of day, month and year of which there are not too many for a chart."""
    days = (last - first) / timedelta(days=1) if first and last else 0.0
    return "day" if days < MOST_BARS else "month" if days < 30 * MOST_BARS else "year"


def _bars(view: View, per: Per, apart: list[str]) -> tuple[Bar, ...]:
    """Oldest first."""
    condition, values = where(NOW)
    length = {"day": 10, "month": 7, "year": 4}[per]
    keys = [source.casefold() for source in apart]
    rows = view.rows(
        "SELECT substr(v.published, 1, ?) AS moment, v.source_key, count(*) AS articles"
        f" FROM versions v WHERE {condition} AND v.published_at IS NOT NULL GROUP BY moment, v.source_key",
        [length, *values],
    )
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        source = apart[keys.index(row["source_key"])] if row["source_key"] in keys else ""
        counts[row["moment"], source] = counts.get((row["moment"], source), 0) + row["articles"]
    return tuple(Bar(when, source, count) for (when, source), count in sorted(counts.items()))


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
