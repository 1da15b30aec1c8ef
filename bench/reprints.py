"""Measure reprint detection: precision, recall and cost.

`python -m bench.reprints [--articles 2000] [--seed 7] [--rounds 5]`. The pairs come from a generated news stream with
known truth (`bench.stream`): each article in its newest version, ingested in order of fetching. Ingest runs with and
without detection alternately, each time into a new store, so that other load on the machine affects both alike.
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
    """Measure precision and recall over all pairs, and the cost of detection.

    Args:
        folder: Empty folder for the stores.
        articles: Articles in the stream.
        seed: Seed of the stream.
        rounds: Timed ingests with detection, and as many without.
        timed: Articles in each timed ingest.
    """
    made = stream(articles, seed)
    every = list(_articles(made))
    return {"reprints": _pairs(folder / "pairs", made, every), "ingest": _cost(folder, every[:timed], rounds)}


def _pairs(folder: Path, made: Stream, every: Sequence[Article]) -> Figure:
    folder.mkdir()
    catalogue = Catalogue(folder / FILE)
    for one in every:  # one at a time, so that a later version follows the first
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
    """Count the pairs within groups."""
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def _cost(folder: Path, every: Sequence[Article], rounds: int) -> Figure:
    firsts = list({one.id: one for one in reversed(every)}.values())
    with_, without = list[float](), list[float]()
    for number in range(rounds):
        for detecting in (True, False) if number % 2 else (False, True):
            with nullcontext() if detecting else _without_detection():
                (with_ if detecting else without).append(_ingested(folder / f"{number} {detecting}", firsts))
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
def _without_detection() -> Iterator[None]:
    """Switch reprint detection off within the block."""
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
    """Print a table to standard error and one JSON object to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000, help="articles in the stream")
    parser.add_argument("--seed", type=int, default=7, help="seed of the stream")
    parser.add_argument("--rounds", type=int, default=5, help="timed ingests with detection, and as many without")
    parser.add_argument("--timed", type=int, default=300, help="articles in each timed ingest")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), asked.articles, asked.seed, asked.rounds, asked.timed)
    for name, figure in found.items():
        print(f"{name:12} {shown(figure)}", file=sys.stderr)
    print(json.dumps({"machine": machine(), "figures": found}, indent=1))


if __name__ == "__main__":
    main()
