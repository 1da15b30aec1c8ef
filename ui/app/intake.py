"""Articles brought in from addresses and uploads: step by step for whoever looks on, and noted as a run in the end."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.errors import CitewellError, SourceError, UsageError
from index.ingest.ingestion import ingest
from index.ingest.runs import note_run
from index.readers.address import is_address, shown
from index.readers.web import read_address
from ui.app.engine import Engine
from ui.app.tally import OUTCOMES, Tally, in_short
from ui.app.uploads import Upload, check_count, read_uploads
from ui.serialization.serializers import Json

MOST_ADDRESSES = 50
"""Addresses that are fetched at once."""
Items = Iterator[Article | SourceError]


@dataclass(frozen=True, slots=True)
class IngestStep:
    """How far it has come: `source` is what was read last ("" at the end), `report` is all that was done so far, as
    `citewell ingest --json` says it."""

    source: str
    done: int
    of: int
    report: Json


Steps = Generator[IngestStep, None, None]


def take_addresses(engine: Engine, addresses: Sequence[str]) -> Steps:
    """Fetch what lies at some addresses, and bring it in.

    Raises:
        UsageError: there is none, there are too many, or one is no address of the web.
    """
    named = list(dict.fromkeys(address.strip() for address in addresses if address.strip()))
    if not named:
        raise UsageError("no address was given; write that of an article, such as https://news.example/story")
    if len(named) > MOST_ADDRESSES:
        raise UsageError(f"{len(named)} addresses are more than the {MOST_ADDRESSES} fetched at once; give fewer")
    for address in named:
        if not is_address(address):
            raise UsageError(
                f"{shown(address)[:200]!r} is no address; write it whole, such as https://news.example/story"
            )
    parts = ((shown(address), read_address(address, {}, engine.web)) for address in named)
    return _taken(engine, in_short([shown(address) for address in named]), len(named), parts)


def take_uploads(engine: Engine, uploads: Sequence[Upload]) -> Steps:
    """Bring in what is in some files that were sent. Raises UsageError where there is none, or there are too many."""
    check_count(uploads)
    return _taken(engine, in_short([one.known_as for one in uploads]), len(uploads), read_uploads(uploads))


def _taken(engine: Engine, origin: str, of: int, parts: Iterable[tuple[str, Items]]) -> Steps:
    """The articles of each part are in before the next is read, so that what goes wrong later costs none of them."""
    tally, stopped = Tally(), "it was given up before its end"
    try:
        for number, (name, items) in enumerate(parts, 1):
            failures = len(tally.failed)
            for done in ingest(engine.store, tally.articles(items)):
                tally.add({done.outcome: 1, "passages": done.passages})
                engine.metrics.ingested(done.outcome, done.passages)
            for _ in tally.failed[failures:]:
                engine.metrics.ingested("failed")
            yield IngestStep(name, number, of, tally.report())
        stopped = ""
    except CitewellError as error:
        stopped = str(error)
        raise
    finally:
        note_run(engine.store, tally.run(origin, stopped))
    yield IngestStep("", of, of, tally.report())


def counts_of(report: Json) -> dict[str, int]:
    """A report in numbers alone."""
    return {**{name: report[name] for name in (*OUTCOMES, "passages")}, "failures": len(report["failed"])}
