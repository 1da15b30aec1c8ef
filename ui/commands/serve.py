"""`citewell serve`."""

import sys
from typing import Annotated

import typer

from ui.commands.options import StoreOption
from ui.settings import read_settings


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on (CITEWELL_HOST).")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; 0 takes a free one.")] = None,
    store: StoreOption = None,
) -> None:
    """Serve the chat page and the API. Other commands on the same store work through this process meanwhile."""
    from ui.serve import serve as run

    settings = read_settings(store=store, host=host, port=port)
    run(settings, lambda url: print(f"Citewell answers at {url} (Ctrl-C stops it)", file=sys.stderr, flush=True))
