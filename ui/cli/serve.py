"""`citewell serve`."""

import sys
from typing import Annotated

import typer

from ui.app.settings import read_settings
from ui.cli.options import (
    LlmKeyFileOption,
    LlmModelOption,
    LlmOption,
    LlmTimeoutOption,
    LlmUrlOption,
    StoreOption,
    StrictOption,
)


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on (CITEWELL_HOST).")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; 0 for any free port.")] = None,
    root_path: Annotated[
        str | None,
        typer.Option("--root-path", help="Path below which a proxy serves Citewell, as /ask (CITEWELL_ROOT_PATH)."),
    ] = None,
    dev: Annotated[
        bool | None, typer.Option("--dev", help="Let pages of this machine show the widget (CITEWELL_DEV).")
    ] = None,
    llm: LlmOption = None,
    llm_model: LlmModelOption = None,
    llm_url: LlmUrlOption = None,
    llm_key_file: LlmKeyFileOption = None,
    llm_timeout: LlmTimeoutOption = None,
    strict: StrictOption = None,
    store: StoreOption = None,
) -> None:
    """Serve the chat page and the API. Meanwhile other commands on the same store go through this process."""
    from ui.server.serve import serve as run

    settings = read_settings(
        store=store,
        host=host,
        port=port,
        root_path=root_path,
        dev=dev,
        llm=llm,
        llm_model=llm_model,
        llm_url=llm_url,
        llm_key_file=llm_key_file,
        llm_timeout=llm_timeout,
        strict=strict,
    )
    run(settings, lambda url: print(f"Citewell answers at {url} (Ctrl-C stops it)", file=sys.stderr, flush=True))
