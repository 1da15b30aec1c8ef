"""`citewell feedback`."""

from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json, say_date
from ui.serialization.requests import FeedbackQuery, read_body


def feedback(
    verdict: Annotated[
        str, typer.Option("--verdict", metavar="up|down", help="Only feedback with this thumb [default: both].")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=-1, help="Maximum number, newest first; -1 for all.")] = -1,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """List the feedback on answers, newest first."""
    query = read_body(FeedbackQuery, {"verdict": verdict, "limit": limit})
    with reach(store) as service:
        listing = service.feedback(query)
    if json:
        print_json(listing)
        return
    for entry in listing["feedback"]:
        print(f"thumb {entry['verdict']}, {say_date(entry['given'])}: {entry['question']} ({entry['status']})")
        if entry["reason"]:
            print(f"    {' '.join(entry['reason'].split())}")
        print(f"    citewell answer {entry['answer_id']}")
    print(f"{len(listing['feedback']):,} listed.")
