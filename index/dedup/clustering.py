"""Clusters of reprints: assigns each new version to the earlier versions that it copies, across publishers.

This runs in the transaction that stores the version, so a stored version always has its cluster. The cost is bounded:
limits on the versions looked at per signature number, and on the members compared per cluster.

Two texts from independent sources are reprints of each other if half of the shorter one occurs in the other: a short
copy inside a longer article counts. If both have the same source (publisher or agency), the later one decides: a
running story that was rewritten is a new report once more than half of its text is new.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.article import Article
from index.dedup.agency import agency_of
from index.dedup.signatures import LEAST, rate, shared, shingles, signature

COPIED, COPIED_IF_SHORT, LONG = 0.5, 0.8, 128
"""Share of a text that makes it a copy. It rises linearly from COPIED at LONG shingles to COPIED_IF_SHORT for
the shortest: two corrections in the same set phrase are not copies."""
NEARLY_EQUAL = 0.7
"""Texts that share this much of the longer one are the same text, whatever else the agency wrote before."""
CANDIDATE = 0.3
"""Share of the expected signature overlap that makes a comparison of the texts worthwhile."""
HOLDERS = 100
"""Versions looked at per signature number."""
COMMON = 30
"""A number in this many clusters belongs to a phrase that everybody writes ("Subscribe to our newsletter"); it is
ignored."""
COMPARED = 3
"""Members of a cluster that a text is compared with, and as many more from its own source."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A version in a cluster, or a new one. `sources` are its agency and its publisher, in lower case."""

    id: int
    article_id: str
    cluster: int
    sources: frozenset[str]
    publisher: str
    published: int | None
    shingles: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    """How a new version relates to an earlier one.

    Attributes:
        other: The earlier version.
        alike: Shared shingles, as a share of the longer text's.
        copies: Whether one text copies the other.
        rewrites: Whether both have the same source and the later is a new report.
    """

    other: _Version
    alike: float
    copies: bool
    rewrites: bool = False


def join_cluster(connection: sqlite3.Connection, version_id: int, article: Article) -> None:
    """Assign a version that was just stored to the cluster that it copies, or to a new one."""
    agency = agency_of(article)
    new = _row(connection, version_id, article, agency)
    numbers = signature(article.text)
    matches = _matches(connection, new, numbers) if new.shingles >= LEAST else []
    cluster = _cluster(connection, new, matches)
    connection.execute("INSERT INTO clusters VALUES (?, ?, ?, ?)", (new.id, cluster, agency, new.shingles))
    connection.executemany("INSERT INTO sketches VALUES (?, ?)", ((number, new.id) for number in numbers))


def leave_cluster(connection: sqlite3.Connection, article_id: str, state: str) -> None:
    """Delete the clusters and signatures of an article's versions in `state`."""
    versions = "(SELECT id FROM versions WHERE article_id = ? AND state = ?)"
    for table in ("sketches", "clusters"):
        connection.execute(f"DELETE FROM {table} WHERE version_id IN {versions}", (article_id, state))


def cluster_pending(connection: sqlite3.Connection, limit: int) -> int:
    """Assign up to `limit` versions that have no cluster yet. Return how many there were."""
    rows = connection.execute(
        "SELECT v.*, t.text FROM versions v JOIN texts t ON t.version_id = v.id WHERE v.state IN ('live', 'staged')"
        " AND NOT EXISTS (SELECT 1 FROM clusters c WHERE c.version_id = v.id) ORDER BY v.id LIMIT ?",
        (limit,),
    ).fetchall()
    for row in rows:
        join_cluster(connection, row["id"], Article.from_row(row))
    return len(rows)


def forget_clusters(connection: sqlite3.Connection) -> None:
    """Delete all signatures and clusters."""
    connection.execute("DELETE FROM sketches")
    connection.execute("DELETE FROM clusters")


def _row(connection: sqlite3.Connection, version_id: int, article: Article, agency: str) -> _Version:
    row = connection.execute("SELECT source_key, published_at FROM versions WHERE id = ?", (version_id,)).fetchone()
    publisher = str(row["source_key"])
    return _Version(
        version_id,
        article.id,
        version_id,
        _sources(publisher, agency),
        publisher,
        row["published_at"],
        len(shingles(article.text)),
        article.text,
    )


def _sources(publisher: str, agency: str) -> frozenset[str]:
    return frozenset(name for name in (publisher, agency.casefold()) if name)


def _matches(connection: sqlite3.Connection, new: _Version, numbers: Sequence[int]) -> list[_Match]:
    """Compare `new` with likely copies. Versions of its own article come first, then the most similar ones."""
    clusters: dict[int, list[tuple[float, _Version]]] = defaultdict(list)
    for estimate, other in _candidates(connection, new, numbers):
        clusters[other.cluster].append((estimate, other))
    compared: list[_Version] = []
    for candidates in clusters.values():
        candidates.sort(key=lambda candidate: (-candidate[0], candidate[1].id))
        members = [other for _, other in candidates]
        own = [other for other in members if other.sources & new.sources or other.article_id == new.article_id]
        compared += {other.id: other for other in [*members[:COMPARED], *own[:COMPARED]]}.values()
    compared += _by_publisher(connection, new, clusters, {other.id for other in compared})
    texts = _texts(connection, [other.id for other in compared])
    matches = [_match(new, other, texts[other.id]) for other in compared if other.id in texts]
    return sorted(matches, key=lambda match: (match.other.article_id != new.article_id, -match.alike, match.other.id))


def _candidates(connection: sqlite3.Connection, new: _Version, numbers: Sequence[int]) -> list[tuple[float, _Version]]:
    """Return (estimated overlap, version) of the versions whose signatures overlap enough with that of `new`."""
    rows = connection.execute(
        "SELECT (SELECT group_concat(version_id) FROM"
        " (SELECT version_id FROM sketches WHERE hash = j.value LIMIT ?)) FROM json_each(?) j",
        (HOLDERS, json.dumps(numbers)),
    )
    holders = [[int(id) for id in row[0].split(",")] for row in rows if row[0]]
    rows = connection.execute(
        "SELECT version_id, cluster, shingles FROM clusters WHERE version_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list({id for ids in holders for id in ids})),),
    )
    cluster_and_length: dict[int, tuple[int, int]] = {row[0]: (row[1], row[2]) for row in rows}
    rare = [ids for ids in holders if len({cluster_and_length[id][0] for id in ids}) < COMMON]
    rare_share = 1 - (len(holders) - len(rare)) / max(1, len(numbers))
    estimates: dict[int, float] = {}
    for id, count in Counter(id for ids in rare for id in ids).items():
        length = cluster_and_length[id][1]
        expected = min(new.shingles * rare_share, length) * min(rate(new.shingles), rate(length))
        if count >= CANDIDATE * expected:
            estimates[id] = count / max(1.0, expected)
    return [(estimates[id], version) for id, version in _versions(connection, estimates).items()]


def _versions(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, _Version]:
    among = json.dumps(list(ids))
    rows = connection.execute(f"{_SELECT} WHERE c.version_id IN (SELECT value FROM json_each(?))", (among,))
    return {row["version_id"]: _version(row) for row in rows}


def _by_publisher(
    connection: sqlite3.Connection, new: _Version, clusters: Iterable[int], but: set[int]
) -> list[_Version]:
    """Return the newest other versions by the publisher of `new` in these clusters."""
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
        _sources(row["source_key"], row["agency"]),
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
    needed = max(COPIED, COPIED_IF_SHORT - (COPIED_IF_SHORT - COPIED) * short / LONG)
    copies = short >= LEAST and common >= needed * short
    if not new.sources & other.sources or new.article_id == other.article_id:
        return _Match(other, alike, copies)
    kept = common >= COPIED * _later_length(new, other)
    rewrites = not kept and (copies or new.publisher == other.publisher != "")
    return _Match(other, alike, copies and kept, rewrites)


def _later_length(one: _Version, other: _Version) -> int:
    """Return the shingle count of the text that was published later.

    If the order is unknown it is the longer one; between publishers the shorter one, which is rather a copy than a
    first report.
    """
    if one.published is None or other.published is None or one.published == other.published:
        lengths = (one.shingles, other.shingles)
        return max(lengths) if one.publisher == other.publisher else min(lengths)
    return max(one, other, key=lambda version: version.published or 0).shingles


def _cluster(connection: sqlite3.Connection, new: _Version, matches: Sequence[_Match]) -> int:
    """Return the cluster of `new`.

    If `new` copies two clusters, they are merged, unless one source wrote in both: then they are separate reports. If
    a cluster holds an earlier report that `new` rewrites, its members that copy `new` move to the cluster of `new`.
    """
    rewritten = _rewritten(new, matches)
    joined = dict.fromkeys(m.other.cluster for m in matches if m.copies and m.other.cluster not in rewritten)
    sources: set[str] = set()
    cluster = 0
    for number in joined:
        members = _sources_in(connection, number)
        if not cluster:
            cluster = number
        elif sources & members:
            continue
        else:
            connection.execute("UPDATE clusters SET cluster = ? WHERE cluster = ?", (cluster, number))
        sources |= members
    cluster = cluster or new.id
    for number in rewritten:
        _move_copies(connection, cluster, [match for match in matches if match.other.cluster == number])
    return cluster


def _rewritten(new: _Version, matches: Sequence[_Match]) -> set[int]:
    """Return the clusters whose earlier report `new` rewrites.

    Excluded are clusters with its own article, and clusters with nearly the same text if `new` rewrites only another
    publisher's version there.
    """
    own = {match.other.cluster for match in matches if match.copies and match.other.article_id == new.article_id}
    same = {match.other.cluster for match in matches if match.copies and match.alike >= NEARLY_EQUAL}
    earlier = [match.other for match in matches if match.rewrites and match.other.cluster not in own]
    return {other.cluster for other in earlier if other.publisher == new.publisher or other.cluster not in same}


def _sources_in(connection: sqlite3.Connection, cluster: int) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT v.source_key, c.agency FROM clusters c JOIN versions v ON v.id = c.version_id"
        " WHERE c.cluster = ?",
        (cluster,),
    )
    return {source for row in rows for source in _sources(row["source_key"], row["agency"])}


def _move_copies(connection: sqlite3.Connection, cluster: int, matches: Sequence[_Match]) -> None:
    """Move to `cluster` the copies of the new report that are more similar to it than to the earlier one."""
    earlier = [match.other for match in matches if match.rewrites]
    texts = _texts(connection, [match.other.id for match in matches])
    for match in matches:
        if not match.copies:
            continue
        text = texts[match.other.id]
        alike_earlier = max(
            shared(text, texts[other.id]) / max(1, match.other.shingles, other.shingles) for other in earlier
        )
        if match.alike > alike_earlier:
            connection.execute("UPDATE clusters SET cluster = ? WHERE version_id = ?", (cluster, match.other.id))
