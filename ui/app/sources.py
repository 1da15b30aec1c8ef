"""Articles from files, folders, globs, addresses and programs, added to a collection as one run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from index.article import Article
from index.errors import SourceError
from index.readers.address import is_address, shown
from index.readers.fetch import FetchConfig
from index.readers.fields import known_fields
from index.readers.read import folders, read
from index.readers.record import article_from
from ui.app.service import Service
from ui.app.tally import INTERRUPTED, Tally, in_short

PROGRAM = "a program"
"""Origin in the list of runs of articles that a program holds."""


def ingest_sources(
    service: Service,
    sources: Sequence[str],
    fields: Mapping[str, str],
    web: FetchConfig,
    *,
    prune: bool = False,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Add the articles of some sources to a collection, and note the run there.

    Args:
        service: The collection.
        sources: Files, folders, globs or web addresses.
        fields: Names of fields in the sources, and which of our fields each stands for.
        web: How addresses are fetched.
        prune: Whether articles go whose files have vanished from the folders given.
        progress: Called with the counts after each batch.

    Returns:
        The counts, and what could not be read.
    """
    origin = in_short([_name_of(source) for source in sources])
    pruned = folders(sources) if prune else None
    return _run(service, read(sources, fields, web), origin, pruned, progress)


def ingest_records(service: Service, records: Iterable[Mapping[str, object]]) -> Tally:
    """Add articles that a program holds, each as its fields, and note the run there.

    Returns:
        The counts, and what is no article.
    """
    return _run(service, _read_records(records), PROGRAM)


def _run(
    service: Service,
    items: Iterable[Article | SourceError],
    origin: str,
    pruned: Sequence[str] | None = None,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    tally, stopped = Tally(), INTERRUPTED
    try:
        for outcomes in service.ingest(tally.articles(items)):
            tally.add(outcomes)
            progress(tally)
        if pruned is not None:
            failed = {str(Path(error.file).resolve()) for error in tally.failed}
            tally.removed = service.prune(pruned, tally.seen, failed)
        stopped = ""
    finally:
        service.note_run(tally.run(origin, stopped))
    return tally


def _read_records(records: Iterable[Mapping[str, object]]) -> Iterator[Article | SourceError]:
    """Yield the article of each record. Without id and address it is known by a hash of its title and date, or text."""
    for number, record in enumerate(records, 1):
        place = f"article {number}"
        try:
            fields = known_fields(record)
            known_by = f"{fields['title']}\n{fields.get('published')}" if "title" in fields else str(fields.get("text"))
            digest = sha256(known_by.encode("utf-8", "replace")).hexdigest()[:12]
            yield article_from(fields, fallback_id=f"article#{digest}", place=place, origin="")
        except SourceError as error:
            yield error


def _name_of(source: str) -> str:
    """Return the name of a source in the list of runs: a whole address, or the last part of a path."""
    return shown(source) if is_address(source) else Path(source).expanduser().absolute().name or source
