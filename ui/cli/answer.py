"""`citewell answer`."""

from typing import Annotated

import typer

from ui.cli.ask import print_answer
from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json, say_date
from ui.serialization.serializers import Json


def answer(
    answer_id: Annotated[str, typer.Argument(metavar="ID", help="Id of an answer, as `citewell ask` gave it.")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show an answer as it was given, and what has changed since in the articles that it cites."""
    with reach(store) as service:
        found = service.answer(answer_id)
    if json:
        print_json(found)
        return
    print(f"Asked on {say_date(found['asked'])}: {found['answer']['question']}\n")
    given = found["answer"]
    print_answer({**given, "citations": [one for one in given["citations"] if one["quote"]]})
    shown = "citations" if given["citations"] else "related"
    changes = [change for change in found["changes"] if change["list"] == shown]
    print("\nSince then:" if changes else "\nNothing has changed since in what it cites.")
    for change in changes:
        print(f"[{change['n']}] {_said(change)}")


def _said(change: Json) -> str:
    day = f" on {say_date(change['since'])}" if change["since"] else ""
    match change["change"]:
        case "purged":
            return f"The article has been taken down{day}, and nothing of it is kept."
        case "removed":
            return f"The article has been removed{day}."
        case _:
            stands = "still stand in it" if change["quote_stands"] else "stand in it no more"
            return (
                f"The article has been changed{day}; the words quoted {stands}: "
                f"see `citewell changes {change['article_id']}`"
            )
