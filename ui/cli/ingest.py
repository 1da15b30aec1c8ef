"""`citewell ingest`."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from index.readers.fields import parse_map
from index.readers.registry import suffixes
from ui.app.settings import read_settings
from ui.app.sources import ingest_sources
from ui.app.tally import Tally
from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json


class IngestCommand(TyperCommand):
    """The command. Its help lists suffixes only when shown, because that loads the readers of other packages."""

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write the help text, then every suffix that can be read."""
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"Reads {', '.join(suffixes())}, each also with .gz.")


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
    """Import articles: files, folders, globs, web addresses or standard input."""
    mapping, web = parse_map(fields or []), read_settings(store=store).fetch_config()
    with reach(store) as service, _Progress() as progress:
        tally = ingest_sources(service, sources, mapping, web, prune=prune, progress=progress.show)
    print_json(tally.report()) if json else _print(tally)
    if tally.failed:
        raise typer.Exit(1)


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
