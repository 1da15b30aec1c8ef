"""`citewell articles`."""

from typing import Annotated

import typer

from ui.app.tally import OUTCOMES
from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json, say_date
from ui.serialization.serializers import Json


def articles(
    limit: Annotated[int, typer.Option("--limit", min=-1, help="At most so many, newest first; all without it.")] = -1,
    runs: Annotated[
        bool, typer.Option("--runs", help="List the last ingests instead, and what failed in them.")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """List what is in the store, newest first."""
    with reach(store) as service:
        found = {"runs": service.overview()["runs"]} if runs else service.articles(limit=limit, offset=0)
    if json:
        print_json(found)
        return
    if runs:
        _print_runs(found["runs"])
        return
    for article in found["articles"]:
        parts = [say_date(article["published"]), article["source"], article["title"]]
        print(f"{article['id']}\n    {' | '.join(part for part in parts if part)}")
    print(f"{found['count']:,} articles, {found['passages']:,} passages.")


def _print_runs(runs: list[Json]) -> None:
    for run in runs:
        counts = [f"{run[name]:,} {name}" for name in (*OUTCOMES, "removed") if run[name]]
        failures = [f"{run['failures']:,} failed"] if run["failures"] else []
        told = ", ".join([*counts, *failures]) or "nothing to do"
        print(f"{run['began'][:16].replace('T', ' ')}  {run['origin']}: {told}")
        for one in run["failed"]:
            print(f"    failed: {one['source']}: {one['error']}")
        if run["stopped"]:
            print(f"    stopped: {run['stopped']}")
