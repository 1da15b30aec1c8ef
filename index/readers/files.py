"""Finds the files that a source names, and reads a file's bytes, text or lines."""

import gzip
import io
import logging
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self, cast

from index.catalogue.catalogue import FILE as CATALOGUE
from index.errors import SourceError
from index.readers.decode import decoded, encoding_of

MAX_BYTES = 1_000_000_000
"""Largest file, or largest line of a file read by lines: a larger one would not fit into memory."""
STANDARD_INPUT = "-"
_GLOB_MARKS = frozenset("*?[")
_HEAD = 262_144
"""Bytes from which the encoding of a file read by lines is detected."""
_BLOCK = 1_048_576
"""Bytes read at a time. One `read(MAX_BYTES)` reserves a gigabyte, which `index.system.wiping` makes glibc fill."""
_LOG = logging.getLogger("citewell")
GZIP = b"\x1f\x8b"
"""First bytes of a gzip file."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    Attributes:
        path: Path on disk, or the bare name of an upload or page.
        name: Name relative to the folder or glob that found it.
        data: Bytes of an upload or a fetched page; None for a file on disk or standard input.
        address: Address of a fetched page, else "".
    """

    path: Path
    name: str
    data: bytes | None = None
    address: str = ""

    @classmethod
    def of_bytes(cls, name: str, data: bytes, address: str = "") -> Self:
        """Make a file from an upload, or from a page fetched from `address`."""
        return cls(Path(name), address or name, data, address)

    @property
    def standard_input(self) -> bool:
        """Whether this is standard input."""
        return self.data is None and self.name == STANDARD_INPUT

    @property
    def place(self) -> str:
        """How error messages name the file."""
        if self.data is not None:
            return self.name
        return "standard input" if self.standard_input else str(self.path)

    @property
    def origin(self) -> str:
        """Absolute path or web address; "" for uploads and standard input."""
        if self.data is not None:
            return self.address
        return "" if self.standard_input else str(self.path.resolve())

    @property
    def kind(self) -> str:
        """Suffix in lower case, ignoring .gz; "" if there is none."""
        return kind_of(self.path)

    @property
    def stem(self) -> str:
        """File name without folders and suffixes."""
        return Path(self.path.stem).stem if self.path.suffix.lower() == ".gz" else self.path.stem


def kind_of(path: Path) -> str:
    """Return the suffix of a path in lower case, ignoring .gz."""
    return (Path(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lower()


def find_files(source: str, suffixes: frozenset[str]) -> Iterator[File | SourceError]:
    """Yield the files that a source names, sorted by name, or an error if there are none.

    Args:
        source: A file, a folder, a glob, or - for standard input.
        suffixes: Suffixes that count in folders and globs. Hidden files, and files inside a store, never count there.
            A file named directly is always yielded, so that its reader can report what is wrong with it.
    """
    path = Path(source).expanduser()
    if source == STANDARD_INPUT:
        yield File(path, STANDARD_INPUT)
    elif path.is_dir():
        yield from _below(path, sorted(path.rglob("*")), suffixes)
    elif path.exists():
        yield File(path, path.name)
    elif _GLOB_MARKS & set(source):
        yield from _globbed(source, suffixes)
    else:
        yield SourceError(source, "no such file or folder; check the path")


def read_bytes(file: File) -> bytes:
    """Return the whole content of a file, unpacked.

    Raises:
        SourceError: The file cannot be read, is empty, or is too large.
    """
    blocks = []
    size = 0
    with opened(file) as stream:
        while size <= MAX_BYTES and (block := stream.read(_BLOCK)):
            blocks.append(block)
            size += len(block)
    data = b"".join(blocks)
    if size > MAX_BYTES:
        raise SourceError(file.place, f"is larger than {MAX_BYTES:,} bytes; split it into several files")
    if not data.strip():
        raise SourceError(file.place, "is empty; remove it, or write the article into it")
    return data


def read_text(file: File) -> str:
    """Return the text of a file in any encoding. Raises SourceError as `read_bytes` does, or if the file is binary."""
    data = read_bytes(file)
    return decoded(data, _encoding(data, file, whole=True), file.place)


def read_lines(file: File) -> Iterator[str]:
    """Yield the lines of a file of any length, with their line ends.

    Raises:
        SourceError: The file cannot be read, is empty, or is binary.
    """
    with opened(file) as stream:
        head = stream.peek(_HEAD)[:_HEAD]
        if not head.strip():
            raise SourceError(file.place, "is empty; remove it, or write the article into it")
        encoding = _encoding(head, file, whole=False)
        if encoding in ("utf-16", "utf-32"):
            yield from io.TextIOWrapper(stream, encoding, newline="\n")
            return
        while line := stream.readline(MAX_BYTES):
            yield decoded(line, encoding, file.place)
            encoding = "utf-8" if encoding == "utf-8-sig" else encoding


@contextmanager
def opened(file: File) -> Iterator[io.BufferedReader]:
    """Open a file as a stream of unpacked bytes. Read errors inside the block become SourceErrors."""
    try:
        with _raw(file) as raw:
            packed = raw.peek(2)[:2] == GZIP
            unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw
            yield io.BufferedReader(cast("io.RawIOBase", unpacked), _HEAD)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(file.place, f"is damaged gzip ({error}); fetch it again") from error
    except OSError as error:
        raise SourceError(file.place, f"cannot be read ({error.strerror}); check its permissions") from error


def _encoding(data: bytes, file: File, *, whole: bool) -> str:
    encoding = encoding_of(data, file.place, whole=whole)
    if not encoding.startswith("utf"):
        _LOG.warning("%s is not UTF-8; read as %s", file.place, encoding)
    return encoding


def _raw(file: File) -> io.BufferedReader:
    if file.data is not None:
        return io.BufferedReader(cast("io.RawIOBase", io.BytesIO(file.data)), _HEAD)
    if file.standard_input:
        return cast("io.BufferedReader", sys.stdin.buffer)
    if not file.path.is_file():
        raise SourceError(file.place, "is not a regular file; name a file that holds articles")
    return file.path.open("rb")


def _globbed(pattern: str, suffixes: frozenset[str]) -> Iterator[File | SourceError]:
    expanded = str(Path(pattern).expanduser())
    parts = Path(expanded).parts
    fixed = next(index for index, part in enumerate(parts) if _GLOB_MARKS & set(part))
    base = Path(*parts[:fixed])
    paths = sorted(base.glob(str(Path(*parts[fixed:]))))
    if not paths:
        yield SourceError(
            pattern, "matches no file; check the pattern, and quote it so that the shell does not expand it"
        )
    for path in paths:
        if path.is_dir():
            yield from _below(base, sorted(path.rglob("*")), suffixes)
        else:
            yield from _below(base, [path], suffixes)


def _below(base: Path, paths: list[Path], suffixes: frozenset[str]) -> Iterator[File]:
    stores = {path.parent for path in paths if path.name == CATALOGUE}
    for path in paths:
        name = path.relative_to(base)
        hidden = any(part.startswith(".") for part in name.parts)
        in_store = not stores.isdisjoint(path.parents)
        if kind_of(path) in suffixes and not hidden and not in_store and not path.is_dir():
            yield File(path, name.as_posix())
