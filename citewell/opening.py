"""Open a collection: a store's folder, or a server's address."""

from pathlib import Path
from typing import Any

from citewell.collection import Collection
from index.errors import UsageError
from index.readers.address import is_address
from ui.app.connect import connect, connect_to_server
from ui.app.setting_names import check_settings
from ui.app.settings import Settings, read_settings


def open_collection(where: str | Path | None = None, *, key: str = "", **settings: Any) -> Collection:
    """Open a collection. Close it after use, or open it in a `with` block.

    A store has one owner: while it is open here, other processes wait. If `citewell serve` owns it, this process works
    through that server.

    Args:
        where: Folder of a store (it is made if there is none), or address of a server ("https://news.example").
            None is the store that CITEWELL_STORE names.
        key: For a server: the key of an account (`citewell accounts key NAME`), or its owner's token.
        settings: For a store: settings as docs/settings.md names them, in small letters and without CITEWELL_, such
            as `llm="openai"`. They win over variables.

    Raises:
        ForbiddenError: The server wants a key, or another one.
        ServiceError: No Citewell server answers at the address.
        StoreBusyError: Another process owns the store, does not serve it, and did not finish in time.
        UsageError: An argument has a wrong value, or there is no such setting.
    """
    if isinstance(where, str) and is_address(where):
        if settings:
            raise UsageError(f"{', '.join(settings)}: a server has its own settings; give an address and `key` alone")
        return Collection(connect_to_server(where, key), read_settings().fetch_config())
    if key:
        raise UsageError("`key` is for a server; give its address, or leave `key` out")
    check_settings(settings, set(Settings.model_fields) - {"store"})
    chosen = read_settings(store=None if where is None else Path(where), **settings)
    return Collection(connect(chosen), chosen.fetch_config())
