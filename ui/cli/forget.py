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
    every: Annotated[bool, typer.Option("--all", help="Delete all saved answers and conversations.")] = False,
    before: Annotated[
        str | None, typer.Option("--before", metavar="DATE", help="Delete answers from before this day.")
    ] = None,
    visitor: Annotated[
        str | None,
        typer.Option(
            "--visitor",
            metavar="ID",
            help="Delete everything of a visitor; ID is theirs, or that of one of their answers.",
        ),
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Delete saved answers with their conversations and feedback, on disk too."""
    body = read_body(ForgetBody, narrowing(ids=ids, all=every, before=before, visitor=visitor))
    with reach(store) as service:
        result = service.forget(body)
    if json:
        print_json(result)
    else:
        count = result["conversations"]
        conversations = f", and {count:,} conversation{'s' * (count != 1)}" if count else ""
        print(f"{result['forgotten']:,} deleted{conversations}.")
        for failure in result["failed"]:
            print(f"failed: {failure['source']}: {failure['error']}", file=sys.stderr)
    if result["failed"]:
        raise typer.Exit(1)
