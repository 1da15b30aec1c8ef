"""A takedown: articles out of everything, on disk too, so that nobody finds a word of them with whatever tool.

They are out of sight at once. Then both indexes are made again without them (what an index deletes stays in its
files), whoever else keeps words of theirs is told, and the catalogue's file is written anew. The order is noted in the
catalogue until all is done: where the process ends before, `index.ingest.recover` begins again from the first step.
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
"""Under this the ids of articles are noted that are being purged."""
_LOG = logging.getLogger("citewell")


def doom(store: Store, article_ids: Iterable[str]) -> set[str]:
    """Take articles out of sight, and note that they are to be purged. Returns those that there are or were."""
    with store.catalogue.change() as connection:
        known = {article_id for article_id in article_ids if _is_known(connection, article_id)}
        for article_id in known:
            hide(connection, article_id)
        if known:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (PURGING,)).fetchone()
            noted = sorted(known.union(json.loads(row["value"]) if row else ()))
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (PURGING, json.dumps(noted)))
    return known


def finish_purge(store: Store) -> None:
    """Purge what is noted to be purged; costs nothing where that is nothing."""
    doomed = json.loads(store.catalogue.noted(PURGING) or "[]")
    if not doomed:
        return
    _LOG.warning("purging %s: both indexes are made again", f"{len(doomed):,} article{'s' * (len(doomed) != 1)}")
    with store.view() as view:
        titles, words = _said(view, doomed)
    _make_again(store)
    own = frozenset(word for word in words if not store.lexical_index.frequency([word]))
    purged = Purged(tuple(doomed), titles, own)
    for forget in store.keepers:
        forget(purged)
    with store.catalogue.change() as connection:
        _delete(connection, doomed)
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


def _said(view: View, doomed: Sequence[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The titles that these articles had, and all their words, stemmed."""
    ids = json.dumps(doomed)
    rows = view.rows(
        "SELECT v.title, v.authors, t.text FROM versions v JOIN texts t ON t.version_id = v.id"
        " WHERE v.article_id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    buried = view.rows("SELECT title FROM tombstones WHERE article_id IN (SELECT value FROM json_each(?))", (ids,))
    titles = dict.fromkeys(row["title"] for row in [*rows, *buried] if row["title"])
    texts = [*titles, *(part for row in rows for part in (row["text"], *json.loads(row["authors"])))]
    return tuple(titles), frozenset(word for text in texts for word in stems(text))


def _make_again(store: Store) -> None:
    """Both indexes, made of what is left. A generation of vectors that was begun is given up: it may hold theirs."""
    if begun := store.catalogue.generation(NEXT):
        store.catalogue.note(NEXT, "")
        store.place(begun).delete()
    _run(make_vectors(store, store.embedder))
    if present := store.catalogue.generation():
        for number in range(1, present.number):  # whoever was stopped before it had deleted one
            store.place(replace(present, number=number)).delete()
    _run(make_words(store))
    store.lexical_index.shed()


def _delete(connection: sqlite3.Connection, doomed: Sequence[str]) -> None:
    """Every row of these articles: first what refers to their versions, then those."""
    of = "article_id IN (SELECT value FROM json_each(?))"
    ids = json.dumps(doomed)
    referring = connection.execute(
        'SELECT m.name, f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f'
        " WHERE m.type = 'table' AND f.\"table\" = 'versions'"
    ).fetchall()
    for table, column in referring:
        connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM versions WHERE {of})", (ids,))
    for table in ("versions", "tombstones"):
        connection.execute(f"DELETE FROM {table} WHERE {of}", (ids,))
    connection.execute("DELETE FROM vectors WHERE hash NOT IN (SELECT vector_hash FROM passages)")


def _run(steps: Iterator[Progress]) -> None:
    for _ in steps:
        pass
