"""Articles from files, folders, globs and addresses, added to a collection as one run."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from index.readers.address import is_address, shown
from index.readers.fetch import FetchConfig
from index.readers.read import folders, read
from ui.app.service import Service
from ui.app.tally import Tally, in_short

INTERRUPTED = "it was given up before its end"
"""What the list of runs says of an ingest that did not finish."""


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
    tally, stopped = Tally(), INTERRUPTED
    try:
        for outcomes in service.ingest(tally.articles(read(sources, fields, web))):
            tally.add(outcomes)
            progress(tally)
        if prune:
            failed = {str(Path(error.file).resolve()) for error in tally.failed}
            tally.removed = service.prune(folders(sources), tally.seen, failed)
        stopped = ""
    finally:
        service.note_run(tally.run(in_short([_name_of(source) for source in sources]), stopped))
    return tally


def _name_of(source: str) -> str:
    """Return the name of a source in the list of runs: a whole address, or the last part of a path."""
    return shown(source) if is_address(source) else Path(source).expanduser().absolute().name or source
