"""`citewell forget`."""

import sys
from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption, narrowing
from ui.cli.output import print_json
from ui.serialization.requests import ForgetBody, read_body


def forget(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID...", help="Ids of answers.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every answer that is kept, every conversation.")] = False,
    before: Annotated[
        str | None, typer.Option("--before", metavar="DATE", help="Those that were given before this day.")
    ] = None,
    visitor: Annotated[
        str | None,
        typer.Option("--visitor", metavar="ID", help="All of a visitor: ID is theirs, or an answer's of theirs."),
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Delete kept answers, with the conversations they stand in and the feedback on them, on disk too."""
    body = read_body(ForgetBody, narrowing(ids=ids, all=every, before=before, visitor=visitor))
    with reach(store) as service:
        found = service.forget(body)
    if json:
        print_json(found)
    else:
        held = found["conversations"]
        conversations = f", and {held:,} conversation{'s' * (held != 1)}" if held else ""
        print(f"{found['forgotten']:,} forgotten{conversations}.")
        for failure in found["failed"]:
            print(f"failed: {failure['source']}: {failure['error']}", file=sys.stderr)
    if found["failed"]:
        raise typer.Exit(1)
