"""`citewell doctor`."""

from typing import Annotated

import typer

from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json
from ui.serialization.serializers import Json


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="Repair what can be repaired.")] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Check the store, its indexes and the configured models. Exit code 1 if something is at fault."""
    with reach(store) as service:
        found = service.doctor(fix=fix)
    print_json(found) if json else _print(found)
    if not found["healthy"]:
        raise typer.Exit(1)


def _print(found: Json) -> None:
    for finding in found.get("found", []):
        print(f"found    {finding['check']}: {finding['problem']}")
    for finding in found["findings"]:
        print(f"{finding['severity']:8} {finding['check']}: {finding['problem']}")
    passed = [check["check"] for check in found["checks"] if check["ok"]]
    print(f"ok       {', '.join(passed)}")
    print(f"uses     {_uses(found['configured'])}")
    print(f"version  Citewell {found['versions']['citewell']}; store format {found['store_format']}")
    if not found["healthy"]:
        repairable = any(finding["remedy"] for finding in found["findings"])
        print("The store has problems" + ("; run `citewell doctor --fix`." if repairable else "."))


def _uses(configured: Json) -> str:
    """Describe the embedder and the language model."""
    model = configured["language_model"]
    if not model:
        return f"the embedder {configured['embedder']}; no language model"
    where = " at ".join(part for part in (model.get("provider"), model.get("url")) if part)
    limit = f" of ${model['daily_limit']:,.2f}" if model.get("daily_limit") else ""
    spent = f"; ${model['spent_today']:,.4f}{limit} spent today" if "spent_today" in model else ""
    return f"the embedder {configured['embedder']}; the language model {model['model']} ({where}){spent}"
