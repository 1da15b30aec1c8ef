"""`citewell reindex`."""

import sys
from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json
from ui.serialization.serializers import Json

_STEPS = {
    "embed": "vectors computed",
    "vectors": "passages in the new vector index",
    "words": "passages in the new word index",
}


def reindex(
    embedder: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Embedder to compute the vectors with: `embedded`, or the name of an OpenAI model."
        ),
    ] = "",
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Rebuild both indexes from the catalogue. The old ones answer until the new ones are complete."""
    last: Json = {}
    with reach(store) as service:
        for last in service.reindex(embedder):
            if sys.stderr.isatty():
                print(f"\r\033[K{last['done']:,} of {last['total']:,} {_STEPS[last['step']]}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    passages = last.get("total", 0)
    print_json({"passages": passages}) if json else print(f"{passages:,} passages reindexed.")
    if embedder:
        print(f"Set CITEWELL_EMBEDDER={embedder} from now on.", file=sys.stderr)
