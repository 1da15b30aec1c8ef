"""`citewell ingest`."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from index.article import Article
from index.errors import SourceError
from index.readers.fields import parse_map
from index.readers.read import folders, read
from ui.commands.options import JsonOption, StoreOption
from ui.commands.output import print_json
from ui.commands.reach import reach
from ui.wire import Json


def ingest(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders or globs of articles; - is standard input.")
    ],
    store: StoreOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles whose files have vanished from the folders given.")
    ] = False,
    fields: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="THEIRS=OURS", help="Read a field of another name as ours, such as Story=text."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Bring articles in: .txt, .md, .html, .jsonl, .json, .csv, each also with .gz."""
    tally = _Tally()
    named = parse_map(fields or [])
    with reach(store) as service:
        with _Progress() as progress:
            for outcomes in service.ingest(tally.articles(read(sources, named))):
                tally.add(outcomes)
                progress.show(tally)
        if prune:
            tally.removed = service.prune(
                folders(sources), tally.seen, {str(Path(error.file).resolve()) for error in tally.failed}
            )
    print_json(tally.report()) if json else _print(tally)
    if tally.failed:
        raise typer.Exit(1)


@dataclass(slots=True)
class _Tally:
    """What has been done so far."""

    counts: dict[str, int] = field(default_factory=dict)
    removed: int = 0
    failed: list[SourceError] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def articles(self, items: Iterator[Article | SourceError]) -> Iterator[Article]:
        """The articles among `items`; the errors are noted."""
        for item in items:
            if isinstance(item, SourceError):
                self.failed.append(item)
            else:
                self.seen.add(item.id)
                yield item

    def add(self, outcomes: dict[str, int]) -> None:
        for name, count in outcomes.items():
            self.counts[name] = self.counts.get(name, 0) + count

    @property
    def done(self) -> int:
        return sum(self.counts.get(name, 0) for name in ("added", "updated", "unchanged"))

    def report(self) -> Json:
        counts = {name: self.counts.get(name, 0) for name in ("added", "updated", "unchanged")}
        failed = [{"source": error.source, "error": error.problem} for error in self.failed]
        return {**counts, "removed": self.removed, "passages": self.counts.get("passages", 0), "failed": failed}


class _Progress:
    """How many articles are in, on standard error, where that is a terminal."""

    def __enter__(self) -> "_Progress":
        self._shown = False
        return self

    def show(self, tally: _Tally) -> None:
        if sys.stderr.isatty():
            passages = tally.counts.get("passages", 0)
            print(f"\r{tally.done:,} articles, {passages:,} new passages", end="", file=sys.stderr, flush=True)
            self._shown = True

    def __exit__(self, *exception: object) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _print(tally: _Tally) -> None:
    report = tally.report()
    words = [f"{report[name]:,} {name}" for name in ("added", "updated", "unchanged", "removed") if report[name]]
    print(f"{', '.join(words) or 'nothing to do'}; {report['passages']:,} passages made.")
    for error in tally.failed:
        print(f"failed: {error}", file=sys.stderr)
