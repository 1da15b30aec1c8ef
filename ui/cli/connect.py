"""Reach a store: open it in this process, or call the process that serves it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ui.app.connect import connect
from ui.app.remote import RemoteService
from ui.app.service import Service
from ui.app.settings import read_settings

_LOG = logging.getLogger("citewell")


@contextmanager
def reach(store: Path | None, *, llm_key_file: Path | None = None, **flags: object) -> Iterator[Service]:
    """Open the service of the store while the block runs. `flags` are settings from the command line.

    Raises:
        StoreBusyError: Another process owns the store, does not serve it, and did not finish in time.
        UsageError: A setting is not valid.
    """
    service = connect(read_settings(store=store, llm_key_file=llm_key_file, **flags))
    if isinstance(service, RemoteService) and any(value is not None for value in flags.values()):
        _LOG.warning("another process serves this store, and answers with its own settings; stop it to use the flags")
    try:
        yield service
    finally:
        service.close()
