"""Import articles from addresses and uploads, report each step, and record the run at the end."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.errors import CitewellError, SourceError, UsageError
from index.ingest.ingestion import ingest
from index.ingest.runs import note_run
from index.readers.address import is_address, shown
from index.readers.web import read_address
from ui.app.engine import Engine
from ui.app.tally import INTERRUPTED, OUTCOMES, Tally, in_short
from ui.app.uploads import Upload, check_count, read_uploads
from ui.serialization.serializers import Json

MOST_ADDRESSES = 50
"""Most addresses in one request."""
Items = Iterator[Article | SourceError]


@dataclass(frozen=True, slots=True)
class IngestStep:
    """The progress of an ingest.

    Attributes:
        source: Address or file read last; "" at the end.
        done: Number of addresses or files read.
        of: Number of all addresses or files.
        report: The report so far, as `citewell ingest --json` prints it.
    """

    source: str
    done: int
    of: int
    report: Json


Steps = Generator[IngestStep, None, None]


def take_addresses(engine: Engine, addresses: Sequence[str]) -> Steps:
    """Fetch addresses and import their articles.

    Raises:
        UsageError: There is no address, there are too many, or one is not a web address.
    """
    distinct = list(dict.fromkeys(address.strip() for address in addresses if address.strip()))
    if not distinct:
        raise UsageError("no address given; enter the address of an article, such as https://news.example/story")
    if len(distinct) > MOST_ADDRESSES:
        raise UsageError(f"{len(distinct)} addresses are too many; give at most {MOST_ADDRESSES} at once")
    for address in distinct:
        if not is_address(address):
            raise UsageError(
                f"{shown(address)[:200]!r} is not a valid URL; enter the full address, such as "
                "https://news.example/story"
            )
    parts = ((shown(address), read_address(address, {}, engine.web)) for address in distinct)
    return _ingested(engine, in_short([shown(address) for address in distinct]), len(distinct), parts)


def take_uploads(engine: Engine, uploads: Sequence[Upload]) -> Steps:
    """Import the articles in uploaded files. Raise UsageError if there is no file, or there are too many."""
    check_count(uploads)
    return _ingested(engine, in_short([upload.known_as for upload in uploads]), len(uploads), read_uploads(uploads))


def _ingested(engine: Engine, origin: str, of: int, parts: Iterable[tuple[str, Items]]) -> Steps:
    """Import each part before the next is read, so that a later failure loses none of its articles."""
    tally, stopped = Tally(), INTERRUPTED
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
    """Return the counts of a report, without the list of failures."""
    return {**{name: report[name] for name in (*OUTCOMES, "passages")}, "failures": len(report["failed"])}
