"""The command line: `citewell COMMAND`. Each command has its own file in `ui/cli/`."""

import logging
import sys
from importlib import metadata
from typing import Annotated

import typer

from index.errors import CitewellError
from ui.cli.accounts import app as accounts
from ui.cli.answer import answer
from ui.cli.articles import articles
from ui.cli.ask import ask
from ui.cli.changes import changes
from ui.cli.check import check
from ui.cli.doctor import doctor
from ui.cli.feedback import feedback
from ui.cli.forget import forget
from ui.cli.ingest import IngestCommand, ingest
from ui.cli.mcp import mcp
from ui.cli.reindex import reindex
from ui.cli.remove import remove
from ui.cli.search import search
from ui.cli.serve import serve
from ui.cli.sites import app as sites

app = typer.Typer(
    help="Answers questions about news articles, and cites the exact words behind every claim.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"citewell {metadata.version('citewell')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Take the options of `citewell` itself."""


app.command(cls=IngestCommand)(ingest)
for command in (
    ask,
    answer,
    feedback,
    forget,
    check,
    search,
    articles,
    changes,
    remove,
    reindex,
    doctor,
    serve,
    mcp,
):
    app.command()(command)
app.add_typer(accounts, name="accounts")
app.add_typer(sites, name="sites")


def main() -> None:
    """Run the `citewell` command. Exit code 0: done; 1: done, with failures listed; 2: wrong usage or settings."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except CitewellError as error:
        print(f"citewell: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `citewell articles | head`
        sys.stderr.close()


if __name__ == "__main__":
    main()
