"""`citewell articles`."""

from typing import Annotated

import typer

from ui.commands.options import JsonOption, StoreOption
from ui.commands.output import print_json, say_date
from ui.commands.reach import reach


def articles(
    limit: Annotated[int, typer.Option("--limit", min=-1, help="At most so many, newest first; all without it.")] = -1,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """List what is in the store, newest first."""
    with reach(store) as service:
        found = service.articles(limit=limit, offset=0)
    if json:
        print_json(found)
        return
    for article in found["articles"]:
        parts = [say_date(article["published"]), article["source"], article["title"]]
        print(f"{article['id']}\n    {' | '.join(part for part in parts if part)}")
    print(f"{found['count']:,} articles, {found['passages']:,} passages.")
