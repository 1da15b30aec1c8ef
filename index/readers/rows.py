"""What files with many articles share: from rows of fields to articles."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from index.article import Article
from index.errors import SourceError
from index.readers.fields import known_fields
from index.readers.files import File
from index.readers.record import article_from

Rows = Iterator[tuple[str, dict[str, Any]] | SourceError]
"""(place, fields under the file's own names) of each row, or the reason why the row is unreadable."""


def articles_of(file: File, rows: Rows, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """Yield the article of each row, or one SourceError for each row that holds none.

    Raises:
        SourceError: `rows` raises it because the whole file is unreadable.
    """
    for row in rows:
        try:
            yield row if isinstance(row, SourceError) else _article(file, row[0], known_fields(row[1], named))
        except SourceError as error:
            yield error


def json_object(value: Any, place: str, remedy: str) -> dict[str, Any]:
    """Return a JSON value that must be an object. Raises SourceError, with the remedy, if it is something else."""
    if not isinstance(value, dict):
        raise SourceError(place, f"is a JSON {type(value).__name__}, not an object; {remedy}")
    return value


def _article(file: File, place: str, fields: dict[str, Any]) -> Article:
    """Return the article of a row.

    Without id and URL, its id is the file's name and a hash of title and date (of the text, if it has no title). So
    the article stays the same when rows are added before it or its text is corrected.
    """
    key = f"{fields.get('title')}\n{fields.get('published')}" if fields.get("title") else str(fields.get("text"))
    digest = sha256(key.encode("utf-8", "replace")).hexdigest()[:12]
    return article_from(fields, fallback_id=f"{file.name}#{digest}", place=place, origin=file.origin)
