"""Takedown: erases articles from every file of the store, so that no tool finds a word of them.

The articles are hidden at once. Then both indexes are rebuilt without them (an index keeps deleted text in its files),
other keepers of their words are told, and the catalogue's file is compacted. The catalogue records the takedown until
it is complete: if the process ends before, `index.ingest.recover` starts again at the first step.
"""

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.catalogue.catalogue import NEXT
from index.catalogue.tombstones import hide
from index.catalogue.view import View
from index.ingest.reindex import Progress, make_vectors, make_words
from index.ingest.runs import forget_in_runs
from index.store import Purged, Store
from index.text.analyzer import stems

PURGING = "purging"
"""Key in the catalogue's `meta` table for the ids of articles being purged."""
_LOG = logging.getLogger("citewell")


def mark_for_purge(store: Store, article_ids: Iterable[str]) -> set[str]:
    """Hide articles and record that they must be purged. Return the ids that exist or existed."""
    with store.catalogue.change() as connection:
        known = {article_id for article_id in article_ids if _is_known(connection, article_id)}
        for article_id in known:
            hide(connection, article_id)
        if known:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (PURGING,)).fetchone()
            pending = sorted(known.union(json.loads(row["value"]) if row else ()))
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (PURGING, json.dumps(pending)))
    return known


def finish_purge(store: Store) -> None:
    """Purge the recorded articles. Costs nothing if there are none."""
    article_ids = json.loads(store.catalogue.noted(PURGING) or "[]")
    if not article_ids:
        return
    count = f"{len(article_ids):,} article{'s' * (len(article_ids) != 1)}"
    _LOG.warning("purging %s: rebuilding both indexes", count)
    with store.view() as view:
        titles, words = _titles_and_words(view, article_ids)
    _rebuild_indexes(store)
    own_words = frozenset(word for word in words if not store.lexical_index.frequency([word]))
    purged = Purged(tuple(article_ids), titles, own_words)
    for forget in store.keepers:
        forget(purged)
    with store.catalogue.change() as connection:
        _delete(connection, article_ids)
        forget_in_runs(connection, purged)
    store.catalogue.compact()
    store.catalogue.note(PURGING, "")
    store.catalogue.compact()


def _is_known(connection: sqlite3.Connection, article_id: str) -> bool:
    tables = ("versions", "tombstones")
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE article_id = ? LIMIT 1", (article_id,)).fetchone()
        for table in tables
    )


def _titles_and_words(view: View, article_ids: Sequence[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return all titles that these articles had, and the stems of all their words."""
    ids = json.dumps(article_ids)
    rows = view.rows(
        "SELECT v.title, v.authors, t.text FROM versions v JOIN texts t ON t.version_id = v.id"
        " WHERE v.article_id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    removed = view.rows("SELECT title FROM tombstones WHERE article_id IN (SELECT value FROM json_each(?))", (ids,))
    titles = dict.fromkeys(row["title"] for row in [*rows, *removed] if row["title"])
    texts = [*titles, *(part for row in rows for part in (row["text"], *json.loads(row["authors"])))]
    return tuple(titles), frozenset(word for text in texts for word in stems(text))


def _rebuild_indexes(store: Store) -> None:
    """Rebuild both indexes without the purged articles. Drop an unfinished generation, which may hold their vectors."""
    if unfinished := store.catalogue.generation(NEXT):
        store.catalogue.note(NEXT, "")
        store.place(unfinished).delete()
    _run(make_vectors(store, store.embedder))
    if present := store.catalogue.generation():
        for number in range(1, present.number):  # a process may have stopped before it deleted one
            store.place(replace(present, number=number)).delete()
    _run(make_words(store))
    store.lexical_index.shed()


def _delete(connection: sqlite3.Connection, article_ids: Sequence[str]) -> None:
    """Delete every row of these articles: first rows that refer to their versions, then the versions."""
    is_purged = "article_id IN (SELECT value FROM json_each(?))"
    ids = json.dumps(article_ids)
    referring = connection.execute(
        'SELECT m.name, f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f'
        " WHERE m.type = 'table' AND f.\"table\" = 'versions'"
    ).fetchall()
    for table, column in referring:
        connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM versions WHERE {is_purged})", (ids,))
    for table in ("versions", "tombstones"):
        connection.execute(f"DELETE FROM {table} WHERE {is_purged}", (ids,))
    connection.execute("DELETE FROM vectors WHERE hash NOT IN (SELECT vector_hash FROM passages)")


def _run(steps: Iterator[Progress]) -> None:
    for _ in steps:
        pass
