"""From the sources that a person names to the files that are read, and from a file's bytes to its text."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import SourceError

MAX_BYTES = 1_000_000_000
"""A larger file is refused rather than read into memory."""
_GLOB_MARKS = frozenset("*?[")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks, the longer ones first where one begins another."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: its path, and its name relative to the folder or glob that it was found by."""

    path: Path
    name: str


def find_files(source: str, suffixes: frozenset[str]) -> Iterator[File | SourceError]:
    """The files that `source` (a file, a folder, a glob) names, sorted by name.

    In folders and globs only files with these suffixes count, and hidden files and folders do not; a file named
    outright is always given, so that its reader can say what is wrong with it.
    """
    path = Path(source).expanduser()
    if path.is_dir():
        yield from _below(path, sorted(path.rglob("*")), suffixes)
    elif path.exists():
        yield File(path, path.name)
    elif _GLOB_MARKS & set(source):
        yield from _globbed(source, suffixes)
    else:
        yield SourceError(source, "there is no such file or folder; check the path")


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 or UTF-32 with a byte-order mark.

    Raises:
        SourceError: it cannot be read, is empty, is binary, or is in another encoding.
    """
    try:
        if not path.is_file():
            raise SourceError(str(path), "is not a regular file; name a file that holds articles")
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(str(path), f"is larger than {MAX_BYTES:,} bytes; split it into several files")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror}); check its permissions") from error
    if not data.strip():
        raise SourceError(str(path), "is empty; remove it, or write the article into it")
    return _decode(path, data)


def _decode(path: Path, data: bytes) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise SourceError(str(path), "is binary, not text; save the article as text, Markdown or JSON Lines")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}:{line}",
            f"is of unknown encoding: byte 0x{data[error.start]:02x} at {error.start} is not {encoding.upper()}; "
            f"convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8 {path.name}`",
        ) from error


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
    for path in paths:
        name = path.relative_to(base)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.suffix.lower() in suffixes and not hidden and not path.is_dir():
            yield File(path, name.as_posix())
