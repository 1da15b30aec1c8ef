"""Recovery after an unclean stop: finishes what was begun, checks the vector index, and rebuilds it if it is broken."""

import logging
from collections.abc import Iterator

from index.catalogue.catalogue import LEXICAL_LOST, SIGNATURE_VERSION, WRITING_VECTORS
from index.dedup.signatures import VERSION
from index.errors import VectorIndexError
from index.ingest.publish import index_and_publish, remove_from_indexes
from index.ingest.purge import finish_purge
from index.ingest.reindex import Progress, make_vectors, make_words
from index.search.vector_checks import vector_faults
from index.store import Store

TOGETHER = 200
"""Versions assigned to clusters per transaction."""
_LOG = logging.getLogger("citewell")


def recover(store: Store) -> None:
    """Bring the store into the state that it would have without the stop. Costs almost nothing if there was none."""
    with store.changing:
        _repair_vectors(store)
        _repair_lexical(store)
        finish_purge(store)
        _repair_clusters(store)
        staged, removing = store.catalogue.unfinished()
        if staged:
            index_and_publish(store, staged)
        if removing:
            remove_from_indexes(store, removing)


def _repair_vectors(store: Store) -> None:
    faults: list[str] = []
    try:
        index = store.vector_index()
        if store.suspect:
            with store.view() as view:
                faults = vector_faults(view, index, store.embedder.name)
    except VectorIndexError as error:
        faults = [str(error)]
    if faults:
        _LOG.warning("%s; rebuilding it from the catalogue", faults[0])
        _run(make_vectors(store, store.embedder))
    store.catalogue.note(WRITING_VECTORS, "")
    store.suspect = False


def _repair_lexical(store: Store) -> None:
    with store.view() as view:
        least, most = view.indexed_counts()
    if store.catalogue.noted(LEXICAL_LOST) or not least <= store.lexical_index.count() <= most:
        _LOG.warning("the lexical index is incomplete; rebuilding it from the catalogue")
        _run(make_words(store))


def _repair_clusters(store: Store) -> None:
    """Cluster articles stored without clusters, or with signatures of another version. Continue an interrupted run."""
    stored = store.catalogue.noted(SIGNATURE_VERSION)
    if stored == VERSION:
        return
    if stored:
        store.catalogue.uncluster()
    while store.catalogue.cluster_some(TOGETHER):
        pass
    store.catalogue.note(SIGNATURE_VERSION, VERSION)


def _run(steps: Iterator[Progress]) -> None:
    for _ in steps:
        pass
