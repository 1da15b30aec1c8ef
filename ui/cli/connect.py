"""Reach a store: open it in this process, or call the process that serves it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

from index.errors import CitewellError, StoreBusyError
from index.ingest.purge import PURGING
from index.ingest.recover import recover
from index.store import Store, open_store
from rag.reader.model import embedded_reader
from ui.app.engine import Engine
from ui.app.remote import Address, RemoteService
from ui.app.service import LocalService, Service
from ui.app.settings import Settings, read_settings

_TURN_S = 0.5
_LOG = logging.getLogger("citewell")


@contextmanager
def reach(store: Path | None, *, llm_key_file: Path | None = None, **flags: object) -> Iterator[Service]:
    """Open the service of the store while the block runs. `flags` are settings from the command line.

    Raises:
        StoreBusyError: Another process owns the store, does not serve it, and did not finish in time.
        UsageError: A setting is not valid.
    """
    service = _reach(read_settings(store=store, llm_key_file=llm_key_file, **flags))
    if isinstance(service, RemoteService) and any(value is not None for value in flags.values()):
        _LOG.warning("another process serves this store, and answers with its own settings; stop it to use the flags")
    try:
        yield service
    finally:
        service.close()


def _reach(settings: Settings) -> Service:
    """Try to open the store and to reach its serving process, in turns, until one works or the wait is over."""
    config = settings.store_config()
    until = monotonic() + config.wait_s
    while True:
        try:
            opened = open_store(replace(config, wait_s=_TURN_S), settings.make_embedder)
            engine = Engine(opened, embedded_reader, writer=settings.make_writer, keep_days=settings.keep_answers)
            _finish_takedown(opened)
            return LocalService(engine, settings.make_embedder)
        except StoreBusyError:
            address = Address.read(config.folder)
            if address:
                remote = RemoteService(address)
                if remote.answers():
                    return remote
                remote.close()
            if monotonic() >= until:
                raise


def _finish_takedown(store: Store) -> None:
    """Finish a purge whose process was stopped. Other interrupted work waits for the next ingest; a purge must not."""
    if not store.catalogue.noted(PURGING):
        return
    try:
        recover(store)
    except CitewellError as error:
        _LOG.warning("purged articles are hidden, but still on disk: %s", error)
