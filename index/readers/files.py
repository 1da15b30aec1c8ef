"""From the sources that a person names to the files that are read, and from a file to its text or its lines."""

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
"""A larger file (a larger line, where it is read by lines) is refused rather than read into memory."""
STANDARD_INPUT = "-"
_GLOB_MARKS = frozenset("*?[")
_HEAD = 262_144
_BLOCK = 1_048_576
"""Bytes read at a time. One `read(MAX_BYTES)` reserves a gigabyte, which `index.system.wiping` makes glibc fill."""
_LOG = logging.getLogger("citewell")
GZIP = b"\x1f\x8b"
"""How a packed file begins."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: its path, and its name relative to the folder or glob that it was found by.

    What was uploaded or fetched lies on no disk: it has its bytes as `data`, and, if fetched, its `address`.
    """

    path: Path
    name: str
    data: bytes | None = None
    address: str = ""

    @classmethod
    def of_bytes(cls, name: str, data: bytes, address: str = "") -> Self:
        """What somebody sent under this name, or what lies at this address."""
        return cls(Path(name), address or name, data, address)

    @property
    def standard_input(self) -> bool:
        """Whether it is what is piped in, rather than a file."""
        return self.data is None and self.name == STANDARD_INPUT

    @property
    def place(self) -> str:
        """What an error calls it."""
        if self.data is not None:
            return self.name
        return "standard input" if self.standard_input else str(self.path)

    @property
    def origin(self) -> str:
        """Where it lies, absolute, or its address; "" for what lies nowhere."""
        if self.data is not None:
            return self.address
        return "" if self.standard_input else str(self.path.resolve())

    @property
    def kind(self) -> str:
        """Its suffix in lower case, without .gz; "" where it has none."""
        return kind_of(self.path)

    @property
    def stem(self) -> str:
        """Its name without folders and suffixes."""
        return Path(self.path.stem).stem if self.path.suffix.lower() == ".gz" else self.path.stem


def kind_of(path: Path) -> str:
    """The suffix that says what is in a file: that before .gz, where it is compressed."""
    return (Path(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lower()


def find_files(source: str, suffixes: frozenset[str]) -> Iterator[File | SourceError]:
    """The files that `source` (a file, a folder, a glob, or - for standard input) names, sorted by name.

    In folders and globs only files with these suffixes count, and hidden files and folders do not, nor what a store
    of ours keeps; a file named outright is always given, so that its reader can say what is wrong with it.
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
        yield SourceError(source, "there is no such file or folder; check the path")


def read_bytes(file: File) -> bytes:
    """All that is in a file, unpacked.

    Raises:
        SourceError: it cannot be read, is empty, or is too large.
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
    """The text of a file, in whatever encoding it is. Raises SourceError as `read_bytes` does, or if it is binary."""
    data = read_bytes(file)
    return decoded(data, _encoding(data, file, whole=True), file.place)


def read_lines(file: File) -> Iterator[str]:
    """The lines of a file with their ends, one at a time, however long it is.

    Raises:
        SourceError: it cannot be read, is empty, or is binary.
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
    """The bytes of a file as a stream, unpacked where it is gzip. What goes wrong in the block is a SourceError."""
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
    found = encoding_of(data, file.place, whole=whole)
    if not found.startswith("utf"):
        _LOG.warning("%s is not UTF-8; read as %s", file.place, found)
    return found


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
        yield SourceError(pattern, "matches no file; check the pattern, and quote it so that the shell leaves it alone")
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
        own = not stores.isdisjoint(path.parents)
        if kind_of(path) in suffixes and not hidden and not own and not path.is_dir():
            yield File(path, name.as_posix())
