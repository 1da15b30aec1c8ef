"""CSV and TSV tables: one article per row."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from index.article import Article
from index.errors import SourceError
from index.readers.fields import known_fields
from index.readers.files import File, read_lines
from index.readers.rows import Rows, articles_of
from index.readers.source_reader import SourceReader

_MAX_CELL = 100_000_000
"""Characters of one cell: Python's own limit (131,072) is shorter than some articles."""
_DELIMITERS = ",;\t|"


def read_csv(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """Yield the articles of a table whose first row names its columns. Cells end with a comma, semicolon, tab or bar.

    Raises:
        SourceError: The whole file is unreadable, or no column holds the text.
    """
    return articles_of(file, _rows(file, named), named)


def _rows(file: File, named: Mapping[str, str]) -> Rows:
    lines = read_lines(file)
    header = next(lines)
    csv.field_size_limit(_MAX_CELL)
    table = csv.DictReader(chain([header], lines), delimiter=_delimiter(header), restkey="")
    columns = table.fieldnames or ()
    if not _has_text(columns, named):
        raise SourceError(
            file.place, f"has no column for the text (it has {', '.join(columns)}); name it with --map COLUMN=text"
        )
    try:
        for row in table:
            yield f"{file.place}:{table.line_num}", row
    except csv.Error as error:
        yield SourceError(f"{file.place}:{table.line_num}", f"is not CSV ({error}); check its quotes")


def _delimiter(header: str) -> str:
    """Return the delimiter that occurs most often in the header."""
    return max(_DELIMITERS, key=header.count)


def _has_text(columns: Iterable[str], named: Mapping[str, str] | None = None) -> bool:
    return "text" in known_fields(dict.fromkeys(columns, "some"), named)


def _is_table(text: str) -> bool:
    """Return whether the first line names several columns, one of them the text."""
    first = text.lstrip().partition("\n")[0]
    headers = (next(csv.reader([first], delimiter=delimiter), []) for delimiter in _DELIMITERS)
    return any(len(columns) > 1 and _has_text(columns) for columns in headers)


READER = SourceReader(
    name="CSV",
    suffixes=(".csv", ".tsv"),
    label="one article per row, below the names of the columns; commas, semicolons, tabs or bars between them",
    read=read_csv,
    media_types=("text/csv",),
    recognize=_is_table,
)
