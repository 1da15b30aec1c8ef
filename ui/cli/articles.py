"""`citewell articles`."""

from typing import Annotated

import typer

from ui.app.tally import OUTCOMES
from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json, say_date
from ui.serialization.serializers import Json


def articles(
    limit: Annotated[int, typer.Option("--limit", min=-1, help="Maximum number, newest first; -1 for all.")] = -1,
    runs: Annotated[
        bool, typer.Option("--runs", help="List the latest ingest runs instead, with their failures.")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """List the articles in the store, newest first."""
    with reach(store) as service:
        listing = {"runs": service.overview()["runs"]} if runs else service.articles(limit=limit, offset=0)
    if json:
        print_json(listing)
        return
    if runs:
        _print_runs(listing["runs"])
        return
    for article in listing["articles"]:
        parts = [say_date(article["published"]), article["source"], article["title"]]
        print(f"{article['id']}\n    {' | '.join(part for part in parts if part)}")
    print(f"{listing['count']:,} articles, {listing['passages']:,} passages.")


def _print_runs(runs: list[Json]) -> None:
    for run in runs:
        counts = [f"{run[name]:,} {name}" for name in (*OUTCOMES, "removed") if run[name]]
        failures = [f"{run['failures']:,} failed"] if run["failures"] else []
        summary = ", ".join([*counts, *failures]) or "nothing to do"
        print(f"{run['began'][:16].replace('T', ' ')}  {run['origin']}: {summary}")
        for failure in run["failed"]:
            print(f"    failed: {failure['source']}: {failure['error']}")
        if run["stopped"]:
            print(f"    stopped: {run['stopped']}")
