"""Many articles in one file: an object or a row each, of JSON Lines, JSON or CSV."""

import csv
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import Any

from index.article import Article
from index.errors import SourceError
from index.readers.fields import known_fields
from index.readers.files import File, read_lines, read_text
from index.readers.record import article_from

_LONGEST_CELL = 100_000_000
_DELIMITERS = ",;\t|"
Rows = Iterator[tuple[str, dict[str, Any]] | SourceError]
"""(where it stands, the fields as they are called there) of each row, or why there is none."""


def read_json_lines(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """The articles of a file with a JSON object a line, and an error for each line that holds none.

    Raises:
        SourceError: the file as a whole cannot be read.
    """
    return _articles(file, _lines(file), named)


def read_json(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """The articles of a file that is one JSON value: an array of objects, an object that holds one, or an article.

    Raises:
        SourceError: the file as a whole cannot be read.
    """
    return _articles(file, _values(file, named), named)


def read_csv(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """The articles of a table whose first row names its columns; commas, semicolons, tabs or bars between them.

    Raises:
        SourceError: the file as a whole cannot be read, or none of its columns is the text.
    """
    return _articles(file, _table(file, named), named)


def _articles(file: File, rows: Rows, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    for row in rows:
        try:
            yield row if isinstance(row, SourceError) else _article(file, row[0], known_fields(row[1], named))
        except SourceError as error:
            yield error


def _article(file: File, place: str, fields: dict[str, Any]) -> Article:
    """One with neither id nor URL is known by the file's name and a hash of its title and date (of its text, where it
    has no title), so that rows can be added before it and its text corrected without its becoming another one."""
    known_by = f"{fields.get('title')}\n{fields.get('published')}" if fields.get("title") else str(fields.get("text"))
    digest = sha256(known_by.encode("utf-8", "replace")).hexdigest()[:12]
    return article_from(fields, fallback_id=f"{file.name}#{digest}", place=place, origin=file.origin)


def _lines(file: File) -> Rows:
    for number, line in enumerate(read_lines(file), 1):
        if line.strip():
            place = f"{file.place}:{number}"
            try:
                yield place, _object(json.loads(line), place, "write one object on each line")
            except (ValueError, RecursionError) as error:
                yield SourceError(place, f"is not JSON ({error}); write one object on each line")
            except SourceError as error:
                yield error


def _values(file: File, named: Mapping[str, str]) -> Rows:
    try:
        value = json.loads(read_text(file))
    except (ValueError, RecursionError) as error:
        raise SourceError(file.place, f"is not JSON ({error}); check that it is whole") from error
    for number, one in enumerate(_list_in(value, named), 1):
        place = f"{file.place}, article {number}"
        try:
            yield place, _object(one, place, "write an array of objects")
        except SourceError as error:
            yield error


def _list_in(value: Any, named: Mapping[str, str]) -> list[Any]:
    """The objects of an array, of the array that an answer of some API holds, or the one article that there is."""
    if isinstance(value, dict) and "text" not in known_fields(value, named):
        lists = [one for one in value.values() if isinstance(one, list) and any(isinstance(row, dict) for row in one)]
        inner = [_list_in(one, named) for one in value.values() if isinstance(one, dict)]
        return max([*lists, *inner], key=len, default=[value])
    return value if isinstance(value, list) else [value]


def _object(value: Any, place: str, remedy: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SourceError(place, f"is a JSON {type(value).__name__}, not an object; {remedy}")
    return value


def _table(file: File, named: Mapping[str, str]) -> Rows:
    lines = read_lines(file)
    first = next(lines)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.DictReader(chain([first], lines), delimiter=_delimiter(first), restkey="")
    columns = reader.fieldnames or ()
    if "text" not in known_fields(dict.fromkeys(columns, "some"), named):
        raise SourceError(
            file.place, f"has no column for the text (it has {', '.join(columns)}); name it with --map COLUMN=text"
        )
    try:
        for row in reader:
            yield f"{file.place}:{reader.line_num}", row
    except csv.Error as error:
        yield SourceError(f"{file.place}:{reader.line_num}", f"is not CSV ({error}); check its quotes")


def _delimiter(header: str) -> str:
    """What stands between the columns: of the usual signs the one that the header has most of."""
    return max(_DELIMITERS, key=header.count)
