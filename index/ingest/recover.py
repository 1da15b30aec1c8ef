"""After an unclean stop: what was begun is finished, and the vector index is looked at and, if broken, made again."""

import logging
from collections.abc import Iterator

from index.catalogue.catalogue import SKETCHED, WORDS_LOST, WRITING
from index.dedup.signatures import VERSION
from index.errors import VectorIndexError
from index.ingest.publish import index_and_publish, sweep
from index.ingest.purge import finish_purge
from index.ingest.reindex import Progress, make_vectors, make_words
from index.search.vector_checks import vector_faults
from index.store import Store

TOGETHER = 200
"""Versions that are given their clusters in one transaction."""
_LOG = logging.getLogger("citewell")


def recover(store: Store) -> None:
    """Bring the store into the state that it would have if nobody had been stopped. Costs next to nothing otherwise."""
    with store.changing:
        _mend_vectors(store)
        _mend_words(store)
        finish_purge(store)
        _mend_clusters(store)
        staged, removing = store.catalogue.unfinished()
        if staged:
            index_and_publish(store, staged)
        if removing:
            sweep(store, removing)


def _mend_vectors(store: Store) -> None:
    faults: list[str] = []
    try:
        index = store.vector_index()
        if store.suspect:
            with store.view() as view:
                faults = vector_faults(view, index, store.embedder.name)
    except VectorIndexError as error:
        faults = [str(error)]
    if faults:
        _LOG.warning("%s; making it again from the catalogue", faults[0])
        _run(make_vectors(store, store.embedder))
    store.catalogue.note(WRITING, "")
    store.suspect = False


def _mend_words(store: Store) -> None:
    with store.view() as view:
        least, most = view.indexed_counts()
    if store.catalogue.noted(WORDS_LOST) or not least <= store.lexical_index.count() <= most:
        _LOG.warning("the lexical index is not whole; making it again from the catalogue")
        _run(make_words(store))


def _mend_clusters(store: Store) -> None:
    """Find the reprints among articles that a Citewell without clusters, or with other sketches, wrote down. A run that
    is stopped is gone on with."""
    noted = store.catalogue.noted(SKETCHED)
    if noted == VERSION:
        return
    if noted:
        store.catalogue.uncluster()
    while store.catalogue.cluster_some(TOGETHER):
        pass
    store.catalogue.note(SKETCHED, VERSION)


def _run(steps: Iterator[Progress]) -> None:
    for _ in steps:
        pass
