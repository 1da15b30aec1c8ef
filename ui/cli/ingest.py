"""`citewell ingest`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from index.readers.address import is_address, shown
from index.readers.fields import parse_map
from index.readers.read import folders, read
from ui.app.settings import read_settings
from ui.app.tally import INTERRUPTED, Tally, in_short
from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="Files, folders, globs or web addresses of articles; - is standard input."
        ),
    ],
    store: StoreOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles whose files have disappeared from the folders given.")
    ] = False,
    fields: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="THEIRS=OURS", help="Map a field of the source to ours, such as Story=text."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Import articles: .txt, .md, .html, .jsonl, .json, .csv, each also with .gz."""
    tally, stopped = Tally(), INTERRUPTED
    mapping, web = parse_map(fields or []), read_settings(store=store).fetch_config()
    with reach(store) as service:
        try:
            with _Progress() as progress:
                for outcomes in service.ingest(tally.articles(read(sources, mapping, web))):
                    tally.add(outcomes)
                    progress.show(tally)
            if prune:
                tally.removed = service.prune(
                    folders(sources), tally.seen, {str(Path(error.file).resolve()) for error in tally.failed}
                )
            stopped = ""
        finally:
            service.note_run(tally.run(in_short([_named(source) for source in sources]), stopped))
    print_json(tally.report()) if json else _print(tally)
    if tally.failed:
        raise typer.Exit(1)


def _named(source: str) -> str:
    """Return the name of a source in the list of runs: a whole address, or the last part of a path."""
    return shown(source) if is_address(source) else Path(source).expanduser().absolute().name or source


class _Progress:
    """Show the number of imported articles on standard error, if that is a terminal."""

    def __enter__(self) -> "_Progress":
        self._shown = False
        return self

    def show(self, tally: Tally) -> None:
        if sys.stderr.isatty():
            print(f"\r{tally.done:,} articles, {tally.passages:,} new passages", end="", file=sys.stderr, flush=True)
            self._shown = True

    def __exit__(self, *exception: object) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _print(tally: Tally) -> None:
    report = tally.report()
    words = [f"{report[name]:,} {name}" for name in ("added", "updated", "unchanged", "removed") if report[name]]
    print(f"{', '.join(words) or 'nothing to do'}; {report['passages']:,} passages made.")
    for error in tally.failed:
        print(f"failed: {error}", file=sys.stderr)
