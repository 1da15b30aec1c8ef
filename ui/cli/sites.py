"""`citewell sites`: whose pages may hold the widget."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from index.errors import CitewellError
from ui.app.settings import read_settings
from ui.cli.connect import reach
from ui.cli.options import JsonOption, StoreOption
from ui.cli.output import print_json
from ui.sites.sites import READER_RATE, Site, Sites

app = typer.Typer(
    help="The sites whose pages may hold the widget, and what their readers may ask.", no_args_is_help=True
)
KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="Key of the site.")]
OriginOption = Annotated[
    list[str] | None,
    typer.Option(
        "--origin",
        metavar="ORIGIN",
        help="https://paper.example, with its port if it has one; may be given several times.",
    ),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Answer from articles of NAME alone; several times."),
]
DaysOption = Annotated[
    int | None, typer.Option("--days", metavar="N", help="Answer from the last N days alone; 0 is no limit.")
]
RateOption = Annotated[
    str | None, typer.Option("--rate", help=f"How often a reader's address may ask [{READER_RATE}]; empty is no limit.")
]
TotalOption = Annotated[str | None, typer.Option("--total-rate", help="How often all readers together may ask.")]
GreetingOption = Annotated[str | None, typer.Option("--greeting", help="What the widget says first.")]
QuestionOption = Annotated[
    list[str] | None, typer.Option("--question", help="A first question to choose; may be given several times.")
]
AccentOption = Annotated[str | None, typer.Option("--accent", metavar="COLOUR", help="The widget's colour, #00aa55.")]
PositionOption = Annotated[str | None, typer.Option("--position", help="Where its button stands: left or right.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What you call the site.")],
    origin: OriginOption = None,
    source: SourceOption = None,
    days: DaysOption = None,
    rate: RateOption = None,
    total_rate: TotalOption = None,
    greeting: GreetingOption = None,
    question: QuestionOption = None,
    accent: AccentOption = None,
    position: PositionOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Add a site; its key, and the tag that goes into its pages, are printed."""
    given = _given(origin, source, days, rate, total_rate, greeting, question, accent, position)
    site = _of(store).add(name, **given)
    if json:
        print_json(asdict(site))
        return
    print(f"{site.name} has the key {site.key}. Into its pages, with the address of your Citewell for https://HOST:\n")
    looks = {"accent": site.accent, "position": site.position}
    more = "".join(f' data-{name}="{value}"' for name, value in looks.items() if value)
    print(f'<script type="module" src="https://HOST/widget.js" data-site="{site.key}"{more}></script>')
    _warn_of_unknown(site, store)


@app.command()
def change(
    key: KeyArgument,
    origin: OriginOption = None,
    source: SourceOption = None,
    days: DaysOption = None,
    rate: RateOption = None,
    total_rate: TotalOption = None,
    greeting: GreetingOption = None,
    question: QuestionOption = None,
    accent: AccentOption = None,
    position: PositionOption = None,
    store: StoreOption = None,
) -> None:
    """Give a site other origins, limits, filters or words; what is not named stays."""
    given = _given(origin, source, days, rate, total_rate, greeting, question, accent, position)
    site = _of(store).change(key, **given)
    print(_told(site))
    if source:
        _warn_of_unknown(site, store)


@app.command(name="list")
def list_(store: StoreOption = None, json: JsonOption = False) -> None:
    """List the sites."""
    found = _of(store).all()
    if json:
        print_json({"sites": [asdict(site) for site in found]})
        return
    for site in found:
        print(_told(site))


@app.command()
def remove(
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Keys of sites.")], store: StoreOption = None
) -> None:
    """Remove sites: the widget on their pages is answered no more."""
    sites = _of(store)
    for key in keys:
        sites.remove(key)
    print(f"{len(keys):,} removed.")


def _given(
    origin: list[str] | None,
    source: list[str] | None,
    days: int | None,
    rate: str | None,
    total_rate: str | None,
    greeting: str | None,
    question: list[str] | None,
    accent: str | None,
    position: str | None,
) -> dict[str, Any]:
    """What was given, by the site's own names. One empty --source or --question takes away all that there were."""
    lists = {"origins": origin, "sources": source, "questions": question}
    found = {name: tuple(one for one in said if one) for name, said in lists.items() if said}
    rest = {
        "days": days,
        "rate": rate,
        "total_rate": total_rate,
        "greeting": greeting,
        "accent": accent,
        "position": position,
    }
    return {**found, **{name: value for name, value in rest.items() if value is not None}}


def _told(site: Site) -> str:
    limits = [f"from {', '.join(site.sources)}"] if site.sources else []
    limits += [f"of the last {site.days} days"] if site.days else []
    articles = f"articles {' '.join(limits)}" if limits else "all articles"
    return f"{site.key}  {site.name}  {' '.join(site.origins)}  {articles}"


def _warn_of_unknown(site: Site, store: Path | None) -> None:
    """Say which of the site's sources no article is of: it may be misspelt, and nothing would be answered from it."""
    if not site.sources:
        return
    try:
        with reach(store) as service:
            known = [one["source"] for one in service.overview()["sources"] if one["source"]]
    except CitewellError:
        return  # the site is added all the same
    for name in site.sources:
        if name.casefold() not in [one.casefold() for one in known]:
            there = f"there are articles of {', '.join(known)}" if known else "the store is empty"
            typer.echo(f"note: no article is of {name!r} yet; {there}", err=True)


def _of(store: Path | None) -> Sites:
    return Sites(read_settings(store=store).store_config().folder)
