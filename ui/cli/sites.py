"""`citewell sites`: manage the sites whose pages may show the widget."""

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

app = typer.Typer(help="Manage the sites whose pages may show the widget.", no_args_is_help=True)
KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="Key of the site.")]
OriginOption = Annotated[
    list[str] | None,
    typer.Option(
        "--origin",
        metavar="ORIGIN",
        help="Origin of its pages, as https://paper.example, with the port if any; may be given several times.",
    ),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Answer only from articles of NAME; may be given several times."),
]
DaysOption = Annotated[
    int | None, typer.Option("--days", metavar="N", help="Answer only from the last N days; 0 is no limit.")
]
RateOption = Annotated[
    str | None,
    typer.Option("--rate", help=f"Rate limit of one reader's address [default: {READER_RATE}]; empty is no limit."),
]
TotalOption = Annotated[str | None, typer.Option("--total-rate", help="Rate limit of all readers together.")]
GreetingOption = Annotated[str | None, typer.Option("--greeting", help="First text of the widget.")]
QuestionOption = Annotated[
    list[str] | None, typer.Option("--question", help="A suggested question; may be given several times.")
]
AccentOption = Annotated[
    str | None, typer.Option("--accent", metavar="COLOUR", help="Colour of the widget, as #00aa55.")
]
PositionOption = Annotated[str | None, typer.Option("--position", help="Side of the widget's button: left or right.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Your name for the site.")],
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
    """Add a site, and print its key and the tag for its pages."""
    given = _given(origin, source, days, rate, total_rate, greeting, question, accent, position)
    site = _of(store).add(name, **given)
    if json:
        print_json(asdict(site))
        return
    print(f"The key of {site.name} is {site.key}. Put this tag into its pages, with your server for https://HOST:\n")
    looks = {"accent": site.accent, "position": site.position}
    more = "".join(f' data-{name}="{value}"' for name, value in looks.items() if value)
    print(f'<script type="module" src="https://HOST/widget.js" data-site="{site.key}"{more}></script>')
    _warn_unknown_sources(site, store)


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
    """Change the origins, limits, filters or texts of a site; options not given stay as they are."""
    given = _given(origin, source, days, rate, total_rate, greeting, question, accent, position)
    site = _of(store).change(key, **given)
    print(_line(site))
    if source:
        _warn_unknown_sources(site, store)


@app.command(name="list")
def list_(store: StoreOption = None, json: JsonOption = False) -> None:
    """List the sites."""
    sites = _of(store).all()
    if json:
        print_json({"sites": [asdict(site) for site in sites]})
        return
    for site in sites:
        print(_line(site))


@app.command()
def remove(
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Keys of sites.")], store: StoreOption = None
) -> None:
    """Remove sites: the widget on their pages stops answering."""
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
    """Return the given options by the site's field names. One empty --source or --question clears the list."""
    lists = {"origins": origin, "sources": source, "questions": question}
    filled = {name: tuple(value for value in values if value) for name, values in lists.items() if values}
    rest = {
        "days": days,
        "rate": rate,
        "total_rate": total_rate,
        "greeting": greeting,
        "accent": accent,
        "position": position,
    }
    return {**filled, **{name: value for name, value in rest.items() if value is not None}}


def _line(site: Site) -> str:
    limits = [f"from {', '.join(site.sources)}"] if site.sources else []
    limits += [f"of the last {site.days} days"] if site.days else []
    articles = f"articles {' '.join(limits)}" if limits else "all articles"
    return f"{site.key}  {site.name}  {' '.join(site.origins)}  {articles}"


def _warn_unknown_sources(site: Site, store: Path | None) -> None:
    """Print the site's sources that no article has: they may be misspelt, and would yield no answers."""
    if not site.sources:
        return
    try:
        with reach(store) as service:
            known = [count["source"] for count in service.overview()["sources"] if count["source"]]
    except CitewellError:
        return  # the site is added anyway
    for name in site.sources:
        if name.casefold() not in [source.casefold() for source in known]:
            available = f"the sources are {', '.join(known)}" if known else "the store is empty"
            typer.echo(f"note: no article has the source {name!r} yet; {available}", err=True)


def _of(store: Path | None) -> Sites:
    return Sites(read_settings(store=store).store_config().folder)
