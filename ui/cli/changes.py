"""`citewell changes`."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json, say_date
from ui.serialization.serializers import Json

AROUND = 160
"""Characters of unchanged text to show beside a change."""
_MARKS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


def changes(
    article_id: Annotated[str, typer.Argument(metavar="ID", help="Id of an article.")],
    before: Annotated[int | None, typer.Option("--from", metavar="N", help="The earlier version.")] = None,
    after: Annotated[int | None, typer.Option("--to", metavar="N", help="The later version.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show what changed in an article, word by word: since the previous version, or between any two versions."""
    with reach(store) as service:
        comparison = service.changes(article_id, before, after)
    if json:
        print_json(comparison)
        return
    versions = f"version {comparison['to']} of {say_date(comparison['since'])}, compared with {comparison['from']}"
    print(f"{comparison['article_id']}: {versions}")
    for name in ("title_runs", "runs"):
        print(f"\n{_as_text(comparison[name], in_colour=sys.stdout.isatty())}")


def _as_text(runs: Sequence[Json], *, in_colour: bool) -> str:
    """Return the runs as text: in red (struck) and green, or without colours as [-old-] and {+new+}. Shorten long
    unchanged stretches."""
    parts = []
    for index, run in enumerate(runs):
        kind, text = run["kind"], run["text"]
        if kind == "equal":
            parts.append(_shortened(text, after=index > 0, before=index < len(runs) - 1))
        elif in_colour:
            deleted = kind == "deleted"
            parts.append(typer.style(text, fg="red" if deleted else "green", strikethrough=deleted))
        else:
            parts.append(text.join(_MARKS[kind]))
    return "".join(parts)


def _shortened(text: str, *, after: bool, before: bool) -> str:
    """Shorten an unchanged stretch that comes `after` a change, `before` one, or between two."""
    if len(text) <= 2 * AROUND:
        return text
    return f"{text[:AROUND] if after or not before else ''} […] {text[-AROUND:] if before else ''}"
