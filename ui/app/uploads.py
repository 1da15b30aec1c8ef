"""Uploaded files: by drag and drop, or in a request body. They are read from memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from index.article import Article
from index.errors import SourceError, UsageError
from index.readers.files import GZIP, STANDARD_INPUT, File
from index.readers.read_file import read_file

MOST_FILES = 100
"""Most files in one upload."""
MOST_BYTES = 20_000_000
"""Largest file, in bytes."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file."""

    name: str
    data: bytes

    @property
    def known_as(self) -> str:
        """The file name without folders, which may be private."""
        name = PurePath(self.name.replace("\\", "/")).name
        return "unnamed.txt" if name in ("", STANDARD_INPUT) else name


def check_count(uploads: Sequence[Upload]) -> None:
    """Raise UsageError if there is no file, or there are too many."""
    if not uploads:
        raise UsageError("no file was sent; choose at least one")
    if len(uploads) > MOST_FILES:
        raise UsageError(f"{len(uploads)} files are too many; send at most {MOST_FILES} at once")


def read_uploads(uploads: Sequence[Upload]) -> Iterator[tuple[str, Iterator[Article | SourceError]]]:
    """Yield the name of each file, and its articles. A file that cannot be read counts as one failure.

    As in a folder, the name identifies a file: a later upload of the same name is its next version. Two files of one
    name in one upload are ambiguous, so the second is refused.
    """
    seen: set[str] = set()
    for upload in uploads:
        name = upload.known_as
        yield name, _read(upload, twice=name in seen)
        seen.add(name)


def _read(upload: Upload, *, twice: bool) -> Iterator[Article | SourceError]:
    name = upload.known_as
    if twice:
        yield SourceError(name, "two files of this upload have this name; rename one of them")
    elif len(upload.data) > MOST_BYTES:
        yield SourceError(name, f"is larger than {MOST_BYTES:,} bytes; split it, or use `citewell ingest`")
    elif upload.data.startswith(GZIP):  # it might unpack to any size
        yield SourceError(name, "is compressed with gzip; decompress it, or use `citewell ingest`")
    else:
        yield from read_file(File.of_bytes(name, upload.data), {})
