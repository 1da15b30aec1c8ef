"""Reprints: how many of the pairs found are copies, how many of the copies are found, and what looking for them costs.

`python -m bench.reprints [--articles 2000] [--seed 7] [--rounds 5]`. Pairs are of a made-up stream of news whose truth
is known (`bench.stream`), each article in its newest version, ingested in the order in which they were fetched. Time is
of ingest with and without, in turns, into a store of their own each, so that a machine that others use treats both
alike.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figure import Figure, shown
from bench.machine import machine
from bench.stream.stream import Stream, stream
from bench.stream.truth import standing
from index.article import Article
from index.catalogue import staging
from index.catalogue.catalogue import FILE, Catalogue
from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.readers.record import article_from
from index.store import StoreConfig, open_store


def measure(folder: Path, articles: int, seed: int, rounds: int, timed: int) -> dict[str, Figure]:
    """Precision and recall over all pairs, and the cost, of ingesting `timed` articles `rounds` times each way."""
    made = stream(articles, seed)
    every = list(_articles(made))
    return {"reprints": _pairs(folder / "pairs", made, every), "ingest": _cost(folder, every[:timed], rounds)}


def _pairs(folder: Path, made: Stream, every: Sequence[Article]) -> Figure:
    folder.mkdir()
    catalogue = Catalogue(folder / FILE)
    for one in every:  # one by one: a later version must follow its first
        catalogue.publish([staged.article for staged in catalogue.stage([one])])
    with catalogue.view() as view:
        rows = view.rows(
            "SELECT v.article_id, c.cluster FROM clusters c JOIN versions v ON v.id = c.version_id"
            " WHERE v.state = 'live' AND v.live_until IS NULL"
        )
    catalogue.close()
    ours: dict[str, int] = {row["article_id"]: row["cluster"] for row in rows}
    true = {one.written.id: one.written.cluster for one in standing(made.articles, None)}
    found, copies = _count(ours[id] for id in true), _count(true.values())
    both = _count((ours[id], true[id]) for id in true)
    return {"articles": len(true), "pairs": copies, "precision": both / max(1, found), "recall": both / max(1, copies)}


def _count(groups: Iterable[Hashable]) -> int:
    """How many pairs there are within groups."""
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def _cost(folder: Path, every: Sequence[Article], rounds: int) -> Figure:
    firsts = list({one.id: one for one in reversed(every)}.values())
    with_, without = list[float](), list[float]()
    for number in range(rounds):
        for looked in (True, False) if number % 2 else (False, True):
            with nullcontext() if looked else _unlooked():
                (with_ if looked else without).append(_ingested(folder / f"{number} {looked}", firsts))
    return {
        "articles": len(firsts),
        "seconds_with": median(with_),
        "seconds_without": median(without),
        "slower": median(one / other for one, other in zip(with_, without, strict=True)) - 1,
    }


def _ingested(folder: Path, every: Sequence[Article]) -> float:
    store = open_store(StoreConfig(folder), embedded_embedder)
    store.vector_index()
    begun = perf_counter()
    for _ in ingest(store, every):
        pass
    seconds = perf_counter() - begun
    store.close()
    return seconds


@contextmanager
def _unlooked() -> Iterator[None]:
    """A block in which nobody looks for reprints."""
    join = vars(staging)["join"]
    vars(staging)["join"] = lambda *_: None
    try:
        yield
    finally:
        vars(staging)["join"] = join


def _articles(made: Stream) -> Iterator[Article]:
    for one in made.articles:
        read = article_from(one.row, fallback_id=one.written.id, place=one.written.id, origin="")
        yield replace(read, fetched=one.written.fetched)


def main() -> None:
    """Measure and print: a table to standard error, one JSON object to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--timed", type=int, default=300, help="articles that are ingested each way, each time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), asked.articles, asked.seed, asked.rounds, asked.timed)
    for name, figure in found.items():
        print(f"{name:12} {shown(figure)}", file=sys.stderr)
    print(json.dumps({"machine": machine(), "figures": found}, indent=1))


if __name__ == "__main__":
    main()
