"""Everything that a store holds, in a form in which two stores can be compared."""

from typing import Any

from index.filters import Filter
from index.search.vector_checks import vector_faults
from index.store import Store

QUERIES = (
    "bridge in Aldmoor closed",
    "again closed after 99 lorries",
    "who crossed bridge 17",
    "Holmfirth day 11",
    "Bridge Gazette",
)
Where = tuple[str, int, int, int]
"""Article, version, start and end of a passage: numbers differ between stores, these do not."""


def state_of(store: Store) -> dict[str, Any]:
    """Versions with their intervals, passages, what each index holds and searches find, and what is unfinished."""
    with store.catalogue._database.read() as connection:
        versions = connection.execute(
            "SELECT article_id, version, state, live_from, live_until, hex(content_hash) FROM versions"
            " ORDER BY article_id, version"
        ).fetchall()
        rows = connection.execute(
            "SELECT p.id, v.article_id, v.version, p.start, p.end"
            " FROM passages p JOIN versions v ON v.id = p.version_id"
        ).fetchall()
        vectors = connection.execute("SELECT hash, embedder, vector FROM vectors ORDER BY hash, embedder").fetchall()
    place: dict[int, Where] = {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}
    generation = store.catalogue.generation()
    index = store.vector_index()
    with store.view() as view:
        faults = vector_faults(view, index, store.embedder.name)
    return {
        "versions": [tuple(row) for row in versions],
        "passages": sorted(place.values()),
        "vectors": [tuple(row) for row in vectors if generation and row[1] == generation.embedder],
        "words": sorted(place.get(number, ("unknown", number, 0, 0)) for number in store.lexical_index.numbers()),
        "meanings": sorted(place.get(number, ("unknown", number, 0, 0)) for number in index.numbers()),
        "faults": faults,
        "embedder": generation and generation.embedder,
        "unfinished": store.catalogue.unfinished(),
        "found": {query: _found(store, query, place) for query in QUERIES},
    }


def _found(store: Store, query: str, place: dict[int, Where]) -> list[tuple[Where, float]]:
    """All that a search finds, in an order that does not hang on passage numbers."""
    with store.view() as view:
        hits = store.search().hits(view, query, Filter(), 50)
    return sorted((place[int(hit.passage.id[1:])], round(hit.score, 3)) for hit in hits)
