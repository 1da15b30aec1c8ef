"""`citewell reindex`."""

import sys
from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json
from ui.serialization.serializers import Json

_STEPS = {"embed": "vectors made", "vectors": "passages in the new vector index", "words": "passages by their words"}


def reindex(
    embedder: Annotated[
        str,
        typer.Option(metavar="NAME", help="Make the vectors by this embedder: `embedded`, or an OpenAI model's name."),
    ] = "",
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Make both indexes again from the catalogue. The old ones answer until the new are whole."""
    last: Json = {}
    with reach(store) as service:
        for last in service.reindex(embedder):
            if sys.stderr.isatty():
                print(f"\r\033[K{last['done']:,} of {last['total']:,} {_STEPS[last['step']]}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    passages = last.get("total", 0)
    print_json({"passages": passages}) if json else print(f"{passages:,} passages indexed again.")
    if embedder:
        print(f"Set CITEWELL_EMBEDDER={embedder} from now on.", file=sys.stderr)
