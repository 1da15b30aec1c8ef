"""`citewell feedback`."""

from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json, say_date
from ui.serialization.requests import FeedbackQuery, read_body


def feedback(
    verdict: Annotated[
        str, typer.Option("--verdict", metavar="up|down", help="Those with this thumb; both without it.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=-1, help="At most so many, newest first; all without it.")] = -1,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """List what people thought of the answers they were given, newest first."""
    query = read_body(FeedbackQuery, {"verdict": verdict, "limit": limit})
    with reach(store) as service:
        found = service.feedback(query)
    if json:
        print_json(found)
        return
    for one in found["feedback"]:
        print(f"thumb {one['verdict']}, {say_date(one['given'])}: {one['question']} ({one['status']})")
        if one["reason"]:
            print(f"    {' '.join(one['reason'].split())}")
        print(f"    citewell answer {one['answer_id']}")
    print(f"{len(found['feedback']):,} listed.")
