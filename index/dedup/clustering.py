"""Clusters of reprints, as articles come in: which earlier versions a text copies, across publishers.

Everything here happens in the transaction that writes the version down, so that a version has its place among the
others from the first moment or is not there at all. What it costs is bounded: of each number of a sketch so many
holders are looked at, and of each cluster so many members are compared.

Two texts of different hands are one story where half of the shorter stands in the other: a short copy inside a longer
article is a reprint. Of one hand (the same publisher, or the same agency) the later counts: a running story that was
written again is another report once more than half of its text is new.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.article import Article
from index.dedup.agency import agency_of
from index.dedup.signatures import LEAST, rate, shared, shingles, signature

COPIED, OF_FEW, MANY = 0.5, 0.8, 128
"""The share of a text that makes it a copy; more of a text of less than MANY shingles, up to OF_FEW: two corrections in
the same set phrase are not one."""
NEARLY = 0.7
"""Two texts that share so much of the longer are the same, whatever another text of the agency was."""
LIKELY = 0.3
"""The share of a sketch that makes a comparison of the texts worth while."""
HOLDERS = 100
"""Versions that are looked at of those that hold one number of a sketch."""
COMMON = 30
"""A number in so many clusters is of a phrase that everybody writes ("Subscribe to our newsletter"), and finds none."""
COMPARED = 3
"""Members of a cluster that a text is compared with; of its own hand as many more."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A version that clusters know, or are about to. `hands` are who wrote and who printed it, in lower case."""

    id: int
    article_id: str
    cluster: int
    hands: frozenset[str]
    publisher: str
    published: int | None
    shingles: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    """What two texts share, of the longer one (`alike`), and what that makes of them.

    `rewrites` says that one hand wrote both, and that the later is another report.
    """

    other: _Version
    alike: float
    copies: bool
    rewrites: bool = False


def join_cluster(connection: sqlite3.Connection, version_id: int, article: Article) -> None:
    """Give a version that was just written down its place: with those whose text it copies, else alone."""
    agency = agency_of(article)
    new = _row(connection, version_id, article, agency)
    numbers = signature(article.text)
    matches = _matches(connection, new, numbers) if new.shingles >= LEAST else []
    cluster = _cluster(connection, new, matches)
    connection.execute("INSERT INTO clusters VALUES (?, ?, ?, ?)", (new.id, cluster, agency, new.shingles))
    connection.executemany("INSERT INTO sketches VALUES (?, ?)", ((number, new.id) for number in numbers))


def leave_cluster(connection: sqlite3.Connection, article_id: str, state: str) -> None:
    """Take the versions of an article that are in `state` out of their clusters, and forget their sketches."""
    of = "(SELECT id FROM versions WHERE article_id = ? AND state = ?)"
    for table in ("sketches", "clusters"):
        connection.execute(f"DELETE FROM {table} WHERE version_id IN {of}", (article_id, state))


def cluster_pending(connection: sqlite3.Connection, limit: int) -> int:
    """Let up to `limit` versions join that were written down before there were clusters. Returns how many did."""
    rows = connection.execute(
        "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id WHERE v.state IN ('live', 'staged')"
        " AND NOT EXISTS (SELECT 1 FROM clusters c WHERE c.version_id = v.id) ORDER BY v.id LIMIT ?",
        (limit,),
    ).fetchall()
    for row in rows:
        join_cluster(connection, row["id"], Article.from_row(row))
    return len(rows)


def forget_clusters(connection: sqlite3.Connection) -> None:
    """Leave no version a sketch or a cluster."""
    connection.execute("DELETE FROM sketches")
    connection.execute("DELETE FROM clusters")


def _row(connection: sqlite3.Connection, version_id: int, article: Article, agency: str) -> _Version:
    row = connection.execute("SELECT source_key, published_at FROM versions WHERE id = ?", (version_id,)).fetchone()
    publisher = str(row["source_key"])
    return _Version(
        version_id,
        article.id,
        version_id,
        _hands(publisher, agency),
        publisher,
        row["published_at"],
        len(shingles(article.text)),
        article.text,
    )


def _hands(publisher: str, agency: str) -> frozenset[str]:
    return frozenset(name for name in (publisher, agency.casefold()) if name)


def _matches(connection: sqlite3.Connection, new: _Version, numbers: Sequence[int]) -> list[_Match]:
    """What `new` makes of the versions that may be its copies: its own article's, then those that are most like it."""
    clusters: dict[int, list[tuple[float, _Version]]] = defaultdict(list)
    for estimate, other in _likely(connection, new, numbers):
        clusters[other.cluster].append((estimate, other))
    compared: list[_Version] = []
    for found in clusters.values():
        found.sort(key=lambda one: (-one[0], one[1].id))
        own = [other for _, other in found if other.hands & new.hands or other.article_id == new.article_id]
        compared += {other.id: other for other in [*(other for _, other in found[:COMPARED]), *own[:COMPARED]]}.values()
    compared += _by_publisher(connection, new, clusters, {other.id for other in compared})
    texts = _texts(connection, [other.id for other in compared])
    matches = [_match(new, other, texts[other.id]) for other in compared if other.id in texts]
    return sorted(matches, key=lambda match: (match.other.article_id != new.article_id, -match.alike, match.other.id))


def _likely(connection: sqlite3.Connection, new: _Version, numbers: Sequence[int]) -> list[tuple[float, _Version]]:
    """The versions that share enough of the sketch of `new` to be compared with it, each with about how much."""
    rows = connection.execute(
        "SELECT (SELECT group_concat(version_id) FROM"
        " (SELECT version_id FROM sketches WHERE hash = j.value LIMIT ?)) FROM json_each(?) j",
        (HOLDERS, json.dumps(numbers)),
    )
    held = [[int(id) for id in row[0].split(",")] for row in rows if row[0]]
    rows = connection.execute(
        "SELECT version_id, cluster, shingles FROM clusters WHERE version_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list({id for ids in held for id in ids})),),
    )
    known: dict[int, tuple[int, int]] = {row[0]: (row[1], row[2]) for row in rows}
    rare = [ids for ids in held if len({known[id][0] for id in ids}) < COMMON]
    telling = 1 - (len(held) - len(rare)) / max(1, len(numbers))
    found: dict[int, float] = {}
    for id, count in Counter(id for ids in rare for id in ids).items():
        length = known[id][1]
        expected = min(new.shingles * telling, length) * min(rate(new.shingles), rate(length))
        if count >= LIKELY * expected:
            found[id] = count / max(1.0, expected)
    return [(found[id], version) for id, version in _versions(connection, found).items()]


def _versions(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, _Version]:
    among = json.dumps(list(ids))
    rows = connection.execute(f"{_SELECT} WHERE c.version_id IN (SELECT value FROM json_each(?))", (among,))
    return {row["version_id"]: _version(row) for row in rows}


def _by_publisher(
    connection: sqlite3.Connection, new: _Version, clusters: Iterable[int], but: set[int]
) -> list[_Version]:
    """What else the publisher of `new` has in these clusters, the newest of it."""
    if not new.publisher:
        return []
    rows = connection.execute(
        f"{_SELECT} WHERE c.cluster IN (SELECT value FROM json_each(?)) AND v.source_key = ?"
        " ORDER BY c.version_id DESC LIMIT ?",
        (json.dumps(list(clusters)), new.publisher, COMPARED),
    )
    return [_version(row) for row in rows if row["version_id"] not in but]


_SELECT = (
    "SELECT c.*, v.article_id, v.source_key, v.published_at FROM clusters c JOIN versions v ON v.id = c.version_id"
)


def _version(row: sqlite3.Row) -> _Version:
    return _Version(
        row["version_id"],
        row["article_id"],
        row["cluster"],
        _hands(row["source_key"], row["agency"]),
        row["source_key"],
        row["published_at"],
        row["shingles"],
    )


def _texts(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    rows = connection.execute(
        "SELECT version_id, text FROM texts WHERE version_id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    return {row["version_id"]: row["text"] for row in rows}


def _match(new: _Version, other: _Version, text: str) -> _Match:
    common = shared(new.text, text)
    short, long = sorted((new.shingles, other.shingles))
    alike = common / max(1, long)
    needed = max(COPIED, OF_FEW - (OF_FEW - COPIED) * short / MANY)
    copies = short >= LEAST and common >= needed * short
    if not new.hands & other.hands or new.article_id == other.article_id:
        return _Match(other, alike, copies)
    kept = common >= COPIED * _later_length(new, other)
    rewrites = not kept and (copies or new.publisher == other.publisher != "")
    return _Match(other, alike, copies and kept, rewrites)


def _later_length(one: _Version, other: _Version) -> int:
    """The length of the text that was published later: of an unknown order, the longer, except between publishers,
    where a short text is sooner a copy than a first report."""
    if one.published is None or other.published is None or one.published == other.published:
        lengths = (one.shingles, other.shingles)
        return max(lengths) if one.publisher == other.publisher else min(lengths)
    return max(one, other, key=lambda version: version.published or 0).shingles


def _cluster(connection: sqlite3.Connection, new: _Version, matches: Sequence[_Match]) -> int:
    """The cluster that `new` belongs to. What copies two clusters makes them one, unless one hand wrote in both: those
    were told apart before. Of a cluster that holds an earlier telling by the same hand, those that copy `new` come to
    it."""
    rewritten = _rewritten(new, matches)
    joined = dict.fromkeys(m.other.cluster for m in matches if m.copies and m.other.cluster not in rewritten)
    hands: set[str] = set()
    cluster = 0
    for number in joined:
        members = _hands_in(connection, number)
        if not cluster:
            cluster = number
        elif hands & members:
            continue
        else:
            connection.execute("UPDATE clusters SET cluster = ? WHERE cluster = ?", (cluster, number))
        hands |= members
    cluster = cluster or new.id
    for number in rewritten:
        _fetch(connection, cluster, [match for match in matches if match.other.cluster == number])
    return cluster


def _rewritten(new: _Version, matches: Sequence[_Match]) -> set[int]:
    """The clusters of earlier reports that `new` tells anew: none that has its own article, or nearly the same text
    where another outlet's copy is all that it seems to rewrite."""
    own = {match.other.cluster for match in matches if match.copies and match.other.article_id == new.article_id}
    same = {match.other.cluster for match in matches if match.copies and match.alike >= NEARLY}
    before = [match.other for match in matches if match.rewrites and match.other.cluster not in own]
    return {one.cluster for one in before if one.publisher == new.publisher or one.cluster not in same}


def _hands_in(connection: sqlite3.Connection, cluster: int) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT v.source_key, c.agency FROM clusters c JOIN versions v ON v.id = c.version_id"
        " WHERE c.cluster = ?",
        (cluster,),
    )
    return {hand for row in rows for hand in _hands(row["source_key"], row["agency"])}


def _fetch(connection: sqlite3.Connection, cluster: int, matches: Sequence[_Match]) -> None:
    """Move to `cluster` those that copy the new telling, and are more like it than like the earlier one."""
    before = [match.other for match in matches if match.rewrites]
    texts = _texts(connection, [match.other.id for match in matches])
    for match in matches:
        if not match.copies:
            continue
        text = texts[match.other.id]
        as_before = max(shared(text, texts[one.id]) / max(1, match.other.shingles, one.shingles) for one in before)
        if match.alike > as_before:
            connection.execute("UPDATE clusters SET cluster = ? WHERE version_id = ?", (cluster, match.other.id))
