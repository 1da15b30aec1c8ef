"""`citewell answer`."""

from typing import Annotated

import typer

from ui.cli.ask import print_answer
from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json, say_date
from ui.serialization.serializers import Json


def answer(
    answer_id: Annotated[str, typer.Argument(metavar="ID", help="Id of an answer, as printed by `citewell ask`.")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show a saved answer, and what has changed since in the articles that it cites."""
    with reach(store) as service:
        saved = service.answer(answer_id)
    if json:
        print_json(saved)
        return
    given = saved["answer"]
    print(f"Asked on {say_date(saved['asked'])}: {given['question']}\n")
    print_answer({**given, "citations": [citation for citation in given["citations"] if citation["quote"]]})
    shown = "citations" if given["citations"] else "related"
    changes = [change for change in saved["changes"] if change["list"] == shown]
    print("\nChanges since:" if changes else "\nThe cited articles have not changed since.")
    for change in changes:
        print(f"[{change['n']}] {_sentence(change)}")


def _sentence(change: Json) -> str:
    day = f" on {say_date(change['since'])}" if change["since"] else ""
    match change["change"]:
        case "purged":
            return f"The article was taken down{day}, and its text is erased."
        case "removed":
            return f"The article was removed{day}."
        case _:
            quote = "still contains the quote" if change["quote_stands"] else "no longer contains the quote"
            return f"The article was changed{day} and {quote}: see `citewell changes {change['article_id']}`"
