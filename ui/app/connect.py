"""Reach a collection: open its store here, or work through the process that serves it."""

import logging
from dataclasses import replace
from time import monotonic
from urllib.parse import urlsplit

from index.errors import CitewellError, NotFoundError, ServiceError, StoreBusyError, UsageError
from index.ingest.purge import PURGING
from index.ingest.recover import recover
from index.store import Store, open_store
from rag.reader.model import embedded_reader
from ui.app.engine import Engine
from ui.app.remote import CONNECT_S, Address, RemoteService
from ui.app.service import LocalService, Service
from ui.app.settings import Settings, is_loopback

TURN_S = 0.5
"""Seconds to wait for the store's lock before asking again whether its owner serves it. Chosen: short enough that a
server which has just started is found at once, long enough to cost nothing."""
NETWORK_CONNECT_S = 10.0
"""Seconds to wait for a connection over a network: enough for a slow name server and two lost packets."""
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


def connect_to_server(url: str, key: str = "") -> Service:
    """Return the service of a server at an address. Close it after use.

    Args:
        url: Address of its chat page, with the path prefix of its proxy if there is one.
        key: Key of an account, or the owner's token; "" asks as a visitor.

    Raises:
        ForbiddenError: The server wants a key, or another one.
        ServiceError: No Citewell server answers there.
        UsageError: The address or the key cannot be one.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{url!r} is not the address of a server; write it whole, such as https://news.example")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise UsageError("the key is none: it has spaces, line ends or letters that no key has")
    local = is_loopback(parts.hostname)
    connect_s = CONNECT_S if local else NETWORK_CONNECT_S
    service = RemoteService(Address(url, key, pid=0), name=url, connect_s=connect_s, trust_env=not local)
    try:
        service.session()
    except NotFoundError as error:
        service.close()
        raise ServiceError(f"{url} is not a Citewell server; give the address of its chat page") from error
    except CitewellError:
        service.close()
        raise
    return service


def _finish_takedown(store: Store) -> None:
    """Finish a purge whose process was stopped. Other unfinished work waits for the next ingest; a purge does not."""
    if not store.catalogue.noted(PURGING):
        return
    try:
        recover(store)
    except CitewellError as error:
        _LOG.warning("articles that are to be purged are out of sight, but still on disk: %s", error)
