"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="Folder of the collection (CITEWELL_STORE).")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object, and nothing else, on standard output.")
]
BatchOption = Annotated[
    str | None,
    typer.Option("--batch", metavar="FILE.jsonl", help="Take one JSON object a line from FILE (- is standard input)."),
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published on this day or later.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published on this day or earlier.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Published by NAME; may be given several times.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Answer as of this day: from what stood at its end.")
]
