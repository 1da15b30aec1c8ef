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
        report = service.doctor(fix=fix)
    print_json(report) if json else _print(report)
    if not report["healthy"]:
        raise typer.Exit(1)


def _print(report: Json) -> None:
    for finding in report.get("found", []):
        print(f"found    {finding['check']}: {finding['problem']}")
    for finding in report["findings"]:
        print(f"{finding['severity']:8} {finding['check']}: {finding['problem']}")
    passed = [check["check"] for check in report["checks"] if check["ok"]]
    print(f"ok       {', '.join(passed)}")
    print(f"uses     {_uses(report['configured'])}")
    print(f"version  Citewell {report['versions']['citewell']}; store format {report['store_format']}")
    if not report["healthy"]:
        repairable = any(finding["remedy"] for finding in report["findings"])
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
