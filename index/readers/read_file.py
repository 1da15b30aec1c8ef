"""Reads one file with the reader of its kind."""

from collections.abc import Iterator, Mapping

from index.article import Article
from index.errors import SourceError
from index.readers.files import File
from index.readers.piped import kind_of_standard_input
from index.readers.registry import reader_of, suffixes
from index.readers.source_reader import SourceReader


def read_file(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """Yield the articles of a file, and one error for each part that cannot be read.

    Args:
        file: The file, upload, fetched page or standard input.
        named: Field names of the file, mapped to ours.
    """
    try:
        reader = reader_of(kind_of_standard_input() if file.standard_input else file.kind)
        if reader is None:
            kinds = ", ".join(sorted(suffixes()))
            raise SourceError(file.place, f"is of a kind that Citewell does not read; use {kinds}, or these with .gz")
        yield from _items(reader, file, named) if reader.package else reader.read(file, named)
    except SourceError as error:
        yield error


def _items(reader: SourceReader, file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """Yield what the reader of another package yields, and turn whatever goes wrong in it into a SourceError."""
    try:
        for item in reader.read(file, named):
            if not isinstance(item, Article | SourceError):
                raise TypeError(f"it yields {type(item).__name__}, not Article or SourceError")
            yield item
    except SourceError:
        raise
    except Exception as error:  # the code of another package may raise anything
        raise SourceError(
            file.place,
            f"cannot be read by {reader.name!r} of the package {reader.package} ({type(error).__name__}: {error}); "
            "tell its authors, or save the article as text",
        ) from error
