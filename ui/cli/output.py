"""What commands print: JSON for programs, text for people."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import typer

from index.errors import CitewellError, UsageError
from index.text.dates import date_in_words
from ui.serialization.requests import Body, read_body
from ui.serialization.serializers import Json


def print_json(found: Json) -> None:
    """One JSON object on a line of standard output."""
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def run_batch(file: str, kind: type[Body], work: Callable[[Body], Json], defaults: Json | None = None) -> None:
    """A line of JSON out for each line of `file` in, in order; a line that fails says so under "error" (exit code 1).

    `defaults` are the fields that hold for every line that does not give its own.
    """
    failed = False
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        fields: Json = {}
        try:
            fields = _parsed(line)
            found = work(read_body(kind, {**(defaults or {}), **fields}))
        except CitewellError as error:
            failed, found = True, {"error": f"line {number}: {error}"}
        known = {"id": fields["id"]} if "id" in fields else {}
        print_json({**known, **found})
    if failed:
        raise typer.Exit(1)


def say_date(moment: str | None) -> str:
    """An ISO moment as "15 November 2022"; "undated" where there is none."""
    return date_in_words(datetime.fromisoformat(moment)) if moment else "undated"


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8") as opened:
            yield from opened
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}); check the path given to --batch") from error


def _parsed(line: str) -> Json:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"is not JSON ({error}); write one object on each line") from error
    if not isinstance(fields, dict):
        raise UsageError("is not a JSON object; write one object on each line")
    return fields
