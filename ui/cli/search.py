"""`citewell search`."""

from typing import Annotated

import typer

from index.errors import UsageError
from ui.cli.connect import reach
from ui.cli.options import (
    AsOfOption,
    BatchOption,
    JsonOption,
    SinceOption,
    SourceOption,
    StoreOption,
    UntilOption,
    narrowing,
)
from ui.cli.output import print_json, run_batch
from ui.serialization.requests import SearchBody, read_body
from ui.serialization.serializers import Json


def search(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="Words or a question to search for.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Number of passages.")] = 10,
    rerank: Annotated[bool, typer.Option("--rerank", help="Let the reading model reorder the first passages.")] = False,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    batch: BatchOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Find passages by words and by meaning."""
    if (query is None) == (batch is None):
        raise UsageError("give a QUERY, or --batch FILE.jsonl, and not both")
    narrowed = narrowing(k=k, rerank=rerank, as_of=as_of, since=since, until=until, sources=source)
    with reach(store) as service:
        if query is None:
            run_batch(str(batch), SearchBody, service.search, narrowed)
            return
        results = service.search(read_body(SearchBody, {"query": query, **narrowed}))
    print_json(results) if json else _print(results)


def _print(results: Json) -> None:
    for rank, hit in enumerate(results["hits"], 1):
        print(f"{rank:2}. {hit['score']:6.2f}  {hit['article_id']}  {hit['start']}-{hit['end']}")
        print(f"    {' '.join(hit['text'].split())[:240]}")
    if not results["hits"]:
        print("Nothing found.")
