"""Options shared by several commands."""

from pathlib import Path
from typing import Annotated

import typer

from ui.serialization.serializers import Json

StoreOption = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="Folder of the collection (CITEWELL_STORE).")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object, and nothing else, on standard output.")
]
BatchOption = Annotated[
    str | None,
    typer.Option(
        "--batch", metavar="FILE.jsonl", help="Read one JSON object per line from FILE (- is standard input)."
    ),
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published on this day or later.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published on this day or earlier.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Published by NAME; may be given several times.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Answer as of this day: from the articles as they were at its end."),
]
LlmOption = Annotated[
    str | None,
    typer.Option(
        "--llm", metavar="NAME", help="Provider that writes the answers: none, openai, openai-like, ... (CITEWELL_LLM)."
    ),
]
LlmModelOption = Annotated[
    str | None, typer.Option("--llm-model", metavar="NAME", help="Name of the language model (CITEWELL_LLM_MODEL).")
]
LlmUrlOption = Annotated[
    str | None, typer.Option("--llm-url", metavar="URL", help="Base URL of the model's server (CITEWELL_LLM_URL).")
]
LlmKeyFileOption = Annotated[
    Path | None,
    typer.Option("--llm-key-file", metavar="FILE", help="Read the model's key from FILE instead of CITEWELL_LLM_KEY."),
]
LlmTimeoutOption = Annotated[
    float | None,
    typer.Option("--llm-timeout", metavar="SECONDS", help="How long to wait for the model (CITEWELL_LLM_TIMEOUT)."),
]
StrictOption = Annotated[
    bool | None,
    typer.Option(
        "--strict/--no-strict", help="Show the model's sentences only after they pass their check (CITEWELL_STRICT)."
    ),
]


def narrowing(**flags: object) -> Json:
    """Return the request fields set on the command line; the others keep their defaults."""
    return {name: value for name, value in flags.items() if value}
