"""`citewell remove`."""

import sys
from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json


def remove(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Ids of articles, as `citewell articles` lists them.")
    ],
    purge: Annotated[
        bool,
        typer.Option(
            "--purge", help="A takedown: leave no word of them in any file of the store, nor in kept answers."
        ),
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Take articles out of the store, in every version. Their titles are kept, to say that they were there."""
    with reach(store) as service:
        found = service.remove(ids, purge=purge)
    if json:
        print_json(found)
    else:
        print(f"{len(found['removed']):,} removed.")
        for failure in found["failed"]:
            print(f"failed: {failure['source']}: {failure['error']}", file=sys.stderr)
    if found["failed"]:
        raise typer.Exit(1)
