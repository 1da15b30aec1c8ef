"""All readers: our own, and those of other packages, which register in the entry-point group `citewell.readers`.

To add a reader of ours, write its module and add its `READER` to BUILT_IN. The help, the page and the docs follow.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from index.errors import UsageError
from index.readers import csv_table, html, json_file, json_lines, markdown, plain_text
from index.readers.source_reader import SourceReader

GROUP = "citewell.readers"
"""Entry-point group. Its entries name a module that holds `READER`, or a SourceReader (`module:attribute`)."""
BUILT_IN: tuple[SourceReader, ...] = (
    plain_text.READER,
    markdown.READER,
    html.READER,
    json_lines.READER,
    json_file.READER,
    csv_table.READER,
)
"""Our own readers, in the order in which help, page and docs list them."""
_LOG = logging.getLogger("citewell")


@cache
def source_readers() -> tuple[SourceReader, ...]:
    """Return our own readers, then those of installed packages.

    A reader that cannot be loaded is left out, with a warning that names its package.
    """
    readers = list(BUILT_IN)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (_package(entry), entry.name)):
        try:
            readers.append(_loaded(entry, readers))
        except UsageError as error:
            _LOG.warning("%s", error)
    return tuple(readers)


def suffixes() -> tuple[str, ...]:
    """Return every suffix that can be read, in the order of the readers."""
    return tuple(suffix for reader in source_readers() for suffix in reader.suffixes)


def reader_of(suffix: str) -> SourceReader | None:
    """Return the reader of files with this suffix (lower case, with its dot), or None."""
    return next((reader for reader in source_readers() if suffix in reader.suffixes), None)


def reader_of_media_type(media_type: str) -> SourceReader | None:
    """Return the reader of what servers send with this content type, or None."""
    return next((reader for reader in source_readers() if media_type in reader.media_types), None)


def _loaded(entry: EntryPoint, known: Sequence[SourceReader]) -> SourceReader:
    """Load the reader that another package registers.

    Raises:
        UsageError: Its module cannot be imported, it holds no SourceReader, or a suffix already has a reader.
    """
    package = _package(entry)
    try:
        loaded = entry.load()
    except (Exception, SystemExit) as error:  # a module of another package may raise anything
        raise _refused(entry, f"it cannot be imported ({type(error).__name__}: {error})") from error
    reader = loaded if isinstance(loaded, SourceReader) else getattr(loaded, "READER", None)
    if not isinstance(reader, SourceReader):
        raise _refused(entry, f"{entry.value} holds no SourceReader named READER")
    for other in known:
        if taken := [suffix for suffix in reader.suffixes if suffix in other.suffixes]:
            owner = f"the package {other.package}" if other.package else "Citewell itself"
            raise _refused(entry, f"{owner} already reads {taken[0]}")
    return replace(reader, package=package)


def _refused(entry: EntryPoint, problem: str) -> UsageError:
    package = _package(entry)
    return UsageError(
        f"the reader {entry.name!r} of the package {package} is not used: {problem}; update or uninstall {package}"
    )


def _package(entry: EntryPoint) -> str:
    """Return the name of the distribution that registers an entry, or its module if the distribution has no name."""
    return str(getattr(entry.dist, "name", None) or entry.value)
