"""Reach a collection: open its store here, or work through the process that serves it."""

import logging
from dataclasses import replace
from time import monotonic

from index.errors import CitewellError, StoreBusyError
from index.ingest.purge import PURGING
from index.ingest.recover import recover
from index.store import Store, open_store
from rag.reader.model import embedded_reader
from ui.app.engine import Engine
from ui.app.remote import Address, RemoteService
from ui.app.service import LocalService, Service
from ui.app.settings import Settings

TURN_S = 0.5
"""Seconds to wait for the store's lock before asking again whether its owner serves it. Chosen: short enough that a
server which has just started is found at once, long enough to cost nothing."""
_LOG = logging.getLogger("citewell")


def connect(settings: Settings) -> Service:
    """Return the service of the store that the settings name. Close it after use.

    Open the store, or ask the process that serves it; try both in turn until one works or `settings.wait` is over.

    Raises:
        StoreBusyError: Another process owns the store, does not serve it, and did not finish in time.
        UsageError: A setting has a wrong value.
    """
    config = settings.store_config()
    deadline = monotonic() + config.wait_s
    while True:
        try:
            store = open_store(replace(config, wait_s=TURN_S), settings.make_embedder)
            engine = Engine(store, embedded_reader, writer=settings.make_writer, keep_days=settings.keep_answers)
            _finish_takedown(store)
            return LocalService(engine, settings.make_embedder)
        except StoreBusyError:
            address = Address.read(config.folder)
            if address:
                remote = RemoteService(address)
                if remote.answers():
                    return remote
                remote.close()
            if monotonic() >= deadline:
                raise


def _finish_takedown(store: Store) -> None:
    """Finish a purge whose process was stopped. Other unfinished work waits for the next ingest; a purge does not."""
    if not store.catalogue.noted(PURGING):
        return
    try:
        recover(store)
    except CitewellError as error:
        _LOG.warning("articles that are to be purged are out of sight, but still on disk: %s", error)
