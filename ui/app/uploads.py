"""Files that somebody sends: by drag and drop, or in the body of a request. They are read from their bytes alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from index.article import Article
from index.errors import SourceError, UsageError
from index.readers.files import GZIP, STANDARD_INPUT, File
from index.readers.read_file import read_file

MOST_FILES = 100
"""Files that are taken at once."""
MOST_BYTES = 20_000_000
"""Bytes of the largest of them."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    data: bytes

    @property
    def known_as(self) -> str:
        """Its name without folders, which are the sender's own business."""
        name = PurePath(self.name.replace("\\", "/")).name
        return "unnamed.txt" if name in ("", STANDARD_INPUT) else name


def check_count(uploads: Sequence[Upload]) -> None:
    """Raise UsageError where there is nothing to take, or too much."""
    if not uploads:
        raise UsageError("no file was sent; choose at least one")
    if len(uploads) > MOST_FILES:
        raise UsageError(f"{len(uploads)} files are more than the {MOST_FILES} that are taken at once; send fewer")


def read_uploads(uploads: Sequence[Upload]) -> Iterator[tuple[str, Iterator[Article | SourceError]]]:
    """The name of each file, and what is in it. One that cannot be read is one failure, and the others are read.

    A file is known by its name, as in a folder: one of the same name that comes later is its next version. Of two in
    one upload nobody could say which is which, so the second is refused.
    """
    seen: set[str] = set()
    for upload in uploads:
        name = upload.known_as
        yield name, _read(upload, twice=name in seen)
        seen.add(name)


def _read(upload: Upload, *, twice: bool) -> Iterator[Article | SourceError]:
    name = upload.known_as
    if twice:
        yield SourceError(name, "is the name of two files that were sent together; rename one of them")
    elif len(upload.data) > MOST_BYTES:
        yield SourceError(name, f"is larger than {MOST_BYTES:,} bytes; split it, or use `citewell ingest`")
    elif upload.data.startswith(GZIP):  # it might unpack to anything
        yield SourceError(name, "is packed with gzip; unpack it, or use `citewell ingest`")
    else:
        yield from read_file(File.of_bytes(name, upload.data), {})
