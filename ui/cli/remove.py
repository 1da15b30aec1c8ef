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
            "--purge", help="Takedown: also erase their text from all files of the store and from saved answers."
        ),
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Remove articles with all their versions. Their titles are kept, to report that they were removed."""
    with reach(store) as service:
        result = service.remove(ids, purge=purge)
    if json:
        print_json(result)
    else:
        print(f"{len(result['removed']):,} removed.")
        for failure in result["failed"]:
            print(f"failed: {failure['source']}: {failure['error']}", file=sys.stderr)
    if result["failed"]:
        raise typer.Exit(1)
